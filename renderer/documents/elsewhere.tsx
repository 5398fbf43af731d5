import './documents.css';
import type { ReactNode } from 'react';
import { Badge, type Tone } from '../ui/badge.tsx';

/** More than these are counted. */
const shown = 8;

/** How the other environments stand, in a cell that grows with them. */
export function Elsewhere(props: {
  readonly environments: readonly {
    readonly slug: string;
    readonly name: string;
    readonly tone: Tone;
    readonly word: string;
  }[];
}): ReactNode {
  const { environments } = props;
  return (
    <span className="elsewhere">
      {environments.slice(0, shown).map(({ slug, name, tone, word }) => (
        <Badge key={slug} tone={tone}>
          {name}: {word}
        </Badge>
      ))}
      {environments.length > shown && <span className="soft">and {environments.length - shown} more</span>}
    </span>
  );
}
