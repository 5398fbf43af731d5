import './mono.css';
import { stretches } from './visible-text.ts';

/**
 * A key or a value as text: never as markup, isolated from the writing direction around it, with every
 * character that could hide shown by its code.
 */
export function Mono({ text, limit }: { readonly text: string; readonly limit?: number }) {
  const parts = stretches(text, limit);
  return (
    <bdi className="mono">
      {parts.map((part, index) =>
        part.type === 'text' ? (
          part.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name
          <span key={index} className="mono-escape" title={part.name}>
            {part.text}
          </span>
        ),
      )}
    </bdi>
  );
}
