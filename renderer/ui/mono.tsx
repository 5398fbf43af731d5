import './mono.css';
import { stretches } from './visible-text.ts';

export interface MonoProps {
  readonly text: string;
  readonly limit?: number;
  /** Show blanks at the beginning and at the end: they count in a value. */
  readonly ends?: boolean;
  readonly title?: string;
}

/**
 * A key or a value as text: never as markup, isolated from the writing direction around it, with every
 * character that could hide shown by its code.
 */
export function Mono({ text, limit, ends, title }: MonoProps) {
  const parts = stretches(text, limit, ends);
  return (
    <bdi className="mono" title={title}>
      {parts.map((part, index) =>
        part.type === 'text' ? (
          part.text
        ) : (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name
            key={index}
            role="img"
            className={part.type === 'blanks' ? 'mono-blanks' : 'mono-escape'}
            title={part.name}
            aria-label={part.name}
          >
            {part.text}
          </span>
        ),
      )}
    </bdi>
  );
}

const shownOfName = 400;
const wholeName = 2_000;

/** A key or a file's name. Where its place cuts it, the tooltip has the whole. */
export function Name({ text }: { readonly text: string }) {
  const whole = stretches(text, wholeName).map((part) => part.text);
  return (
    <>
      <Mono text={text} limit={shownOfName} title={whole.join('')} />
      {text.length > shownOfName && '…'}
    </>
  );
}
