/** What crosses of a reply at once, in UTF-16 code units: the window takes it in well within a frame. */
export const pieceLength = 131_072;

/** A reply, or its first piece; `rest` then names the others, in their order. */
export interface Piece {
  readonly text: string;
  readonly rest?: readonly string[];
}

/** Replies too long to enter the page at once, kept until each piece was taken. */
export interface LongReplies {
  /** Runs for that document and gives the first piece. Of a document that went meanwhile nothing is kept. */
  readonly begin: (document: string, run: () => Promise<string>) => Promise<Piece>;
  /** The piece of that name, once; undefined where there is none. */
  readonly take: (document: string, name: string) => Piece | undefined;
  /** How many pieces wait to be taken. */
  readonly waiting: () => number;
}

/**
 * One per window.
 *
 * The first word of another document drops what the one before it did not take: a page that was
 * loaded anew half way through a reply asks anew, and nothing is kept for the old one.
 */
export function createLongReplies(): LongReplies {
  const pieces = new Map<string, string>();
  let current = '';
  let named = 0;
  const arrive = (document: string): void => {
    if (document !== current) pieces.clear();
    current = document;
  };
  const keep = (text: string): string => {
    const name = String(++named);
    pieces.set(name, text);
    return name;
  };
  return {
    begin: async (document, run) => {
      arrive(document);
      const reply = await run();
      if (document !== current) return { text: '' }; // nobody is left to read it
      const [text = '', ...rest] = cut(reply);
      return rest.length === 0 ? { text } : { text, rest: rest.map(keep) };
    },
    take: (document, name) => {
      arrive(document);
      const text = pieces.get(name);
      pieces.delete(name);
      return text === undefined ? undefined : { text };
    },
    waiting: () => pieces.size,
  };
}

/** Never between the halves of a surrogate pair: one half does not survive the way into the page. */
function cut(text: string): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    const last = text.charCodeAt(from + pieceLength - 1);
    const to = from + (last >= 0xd800 && last <= 0xdbff ? pieceLength - 1 : pieceLength);
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}
