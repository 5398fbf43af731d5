import './diff-view.css';
import { type ReactNode, useMemo } from 'react';
import { stretches } from '../ui/visible-text.ts';
import { diffText, type ShownPart, shortened, wholeText } from './word-diff.ts';

interface Props {
  readonly left: string;
  readonly right: string;
  readonly leftName: string;
  readonly rightName: string;
  /** What the two are values of, where several stand on one page. */
  readonly of?: string;
}

const explained = {
  word: undefined,
  line: 'Long values: told apart by lines.',
  block: 'Long values that share little: shown as they are.',
} as const;

/** Two values next to each other; what only one side has is marked, struck or underlined. */
export function DiffView({ left, right, leftName, rightName, of = 'Value' }: Props): ReactNode {
  const diff = useMemo(() => {
    const { parts, by } = diffText(left, right);
    const of = (side: 'left' | 'right') =>
      shortened(parts.filter((part) => part.side === 'both' || part.side === side));
    return { left: of('left'), right: of('right'), by };
  }, [left, right]);
  const note = left === right ? 'The two values are the same.' : explained[diff.by];
  return (
    <div className="diff">
      <Side name={leftName} of={of} parts={diff.left} />
      <Side name={rightName} of={of} parts={diff.right} />
      {note !== undefined && <p className="diff-note">{note}</p>}
    </div>
  );
}

/** One value as a whole, or the word for why it is not shown. */
export function WholeValue(props: {
  readonly name: string;
  readonly text: string | undefined;
  readonly instead: string;
}): ReactNode {
  const { name, text, instead } = props;
  if (text !== undefined) return <Side name={name} of="Value" parts={wholeText(text)} />;
  return (
    <figure className="diff-side">
      <figcaption>{name}</figcaption>
      <p className="diff-nothing">{instead}</p>
    </figure>
  );
}

function Side({
  name,
  of,
  parts,
}: {
  readonly name: string;
  readonly of: string;
  readonly parts: readonly ShownPart[];
}): ReactNode {
  return (
    <figure className="diff-side">
      <figcaption>{name}</figcaption>
      {parts.length === 0 ? (
        <p className="diff-nothing">empty</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section tabIndex={0} aria-label={`${of} in ${name}`}>
          <pre>
            {parts.map((part, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one value never move
              <Part key={at} part={part} />
            ))}
          </pre>
        </section>
      )}
    </figure>
  );
}

function Part({ part }: { readonly part: ShownPart }): ReactNode {
  const changed = part.side !== 'both';
  const text = (
    <>
      <Visible text={part.before} changed={changed} />
      {part.skipped > 0 && (
        <span className="diff-skipped">{` … ${part.skipped.toLocaleString('en')} characters … `}</span>
      )}
      <Visible text={part.after} changed={changed} />
    </>
  );
  if (part.side === 'left') return <del>{text}</del>;
  if (part.side === 'right') return <ins>{text}</ins>;
  return <span>{text}</span>;
}

/** What could hide or reorder text is shown by its code; white space that differs is shown too. */
function Visible({ text, changed }: { readonly text: string; readonly changed: boolean }): ReactNode {
  return stretches(text, Number.POSITIVE_INFINITY).map((part, at) => {
    if (part.type === 'text')
      return changed && part.text.trim() === '' ? part.text.replaceAll(' ', '·') : part.text;
    if (part.text === '↵') return changed ? '↵\n' : '\n';
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name
      <span key={at} role="img" className="mono-escape" title={part.name} aria-label={part.name}>
        {part.text}
      </span>
    );
  });
}
