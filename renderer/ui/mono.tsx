import './mono.css';
import { stretches } from './visible-text.ts';

export interface MonoProps {
  readonly text: string;
  readonly limit?: number;
  /** Show blanks at the beginning and at the end: they count in a value. */
  readonly ends?: boolean;
}

/**
 * A key or a value as text: never as markup, isolated from the writing direction around it, with every
 * character that could hide shown by its code.
 */
export function Mono({ text, limit, ends }: MonoProps) {
  const parts = stretches(text, limit, ends);
  return (
    <bdi className="mono">
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
