import type { Environment } from '../../../core/environment.ts';
import { Button } from '../../ui/button.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';

/** Environments that were put away with all that is in them. */
export function ArchivedList({
  environments,
  onRestore,
}: {
  readonly environments: readonly Environment[];
  /** Absent where none can be brought back. */
  readonly onRestore: ((slug: string) => void) | undefined;
}) {
  return (
    <section className="env-archived" aria-label="Archived environments">
      <h2>Archived</h2>
      <ul>
        {environments.map((environment) => (
          <li key={environment.slug} className="env-row">
            <EnvironmentTag kind={environment.kind} name={environment.name} colour={environment.colour} />
            <span className="mono soft env-slug">{environment.slug}</span>
            {onRestore !== undefined && (
              <span className="env-notes">
                <Button look="quiet" onPress={() => onRestore(environment.slug)}>
                  Bring back
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
