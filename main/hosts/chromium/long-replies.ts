/** What crosses of a reply at once, in UTF-16 code units: the window takes it in well within a frame. */
export const pieceLength = 131_072;

/** A reply, or a part of it; with `more`, the name under which the next part is asked for. */
export interface Piece {
  readonly text: string;
  readonly more?: string;
}

/** Replies too long to enter the page at once, kept until their last piece was taken. */
export interface LongReplies {
  /** Runs for that document and gives the first piece. Of a document that went meanwhile nothing is kept. */
  readonly begin: (document: string, run: () => Promise<string>) => Promise<Piece>;
  /** The next piece, once; undefined where there is none. */
  readonly next: (document: string, more: string) => Piece | undefined;
  /** How many replies wait to be taken. */
  readonly waiting: () => number;
}

/**
 * One per window.
 *
 * The first word of another document drops what the one before it did not take: a page that was
 * reloaded half way through a reply asks anew, and its values stay nowhere.
 */
export function createLongReplies(): LongReplies {
  const rests = new Map<string, string>();
  let current = '';
  let named = 0;
  const arrive = (document: string): void => {
    if (document !== current) rests.clear();
    current = document;
  };
  const cut = (text: string): Piece => {
    if (text.length <= pieceLength) return { text };
    const at = endOfPiece(text);
    const more = String(++named);
    rests.set(more, text.slice(at));
    return { text: text.slice(0, at), more };
  };
  return {
    begin: async (document, run) => {
      arrive(document);
      const reply = await run();
      return document === current ? cut(reply) : { text: '' }; // nobody is left to read it
    },
    next: (document, more) => {
      arrive(document);
      const rest = rests.get(more);
      rests.delete(more);
      return rest === undefined ? undefined : cut(rest);
    },
    waiting: () => rests.size,
  };
}

/** Half of a surrogate pair does not survive the way into the page. */
function endOfPiece(text: string): number {
  const last = text.charCodeAt(pieceLength - 1);
  return last >= 0xd800 && last <= 0xdbff ? pieceLength - 1 : pieceLength;
}
