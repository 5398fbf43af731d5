import './agent.css';
import type { ReactNode } from 'react';
import { Badge } from '../ui/badge.tsx';
import { Mono } from '../ui/mono.tsx';

/** The variable that pays, or what is lacking for it. */
export function RunsOn({
  runsOn,
  lacks,
  off,
}: {
  readonly runsOn?: string | undefined;
  readonly lacks: readonly string[];
  readonly off: boolean;
}): ReactNode {
  if (runsOn !== undefined) return <Mono text={runsOn} />;
  if (off)
    return (
      <span className="agent-lacks">
        <Badge tone="bad">cannot run</Badge> provider switched off
      </span>
    );
  if (lacks.length === 0) return <Badge tone="warn">provider not known</Badge>;
  return (
    <span className="agent-lacks">
      <Badge tone="bad">cannot run</Badge> lacks <Mono text={lacks.join(', ')} />
    </span>
  );
}

/** The skills of an agent, with the variables that they lack where it is or is to be. */
export function Skills({
  skills,
}: {
  readonly skills: readonly { readonly name: string; readonly lacks: readonly string[] }[];
}): ReactNode {
  if (skills.length === 0) return null;
  return (
    <section className="agent-part" aria-label="Skills">
      <h2>Skills</h2>
      <ul className="agent-lines">
        {skills.map(({ name, lacks }) => (
          <li key={name}>
            <Mono text={name} />
            {lacks.length > 0 && (
              <span className="agent-lacks">
                <Badge tone="warn">not linked</Badge> lacks <Mono text={lacks.join(', ')} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
