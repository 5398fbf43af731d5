import type { Alias } from '../../../core/environment.ts';
import type { RenameView } from '../../../core/rename.ts';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';

/** Slugs that environments had before: links with them still open. A rename can be taken back from here. */
export function FormerNames({
  aliases,
  renames,
  onRemove,
  onTakeBack,
}: {
  readonly aliases: readonly Alias[];
  readonly renames: readonly RenameView[];
  readonly onRemove: (slug: string) => void;
  readonly onTakeBack: (rename: RenameView) => void;
}) {
  return (
    <section className="env-archived" aria-label="Former names">
      <h2>Former names</h2>
      <ul>
        {aliases.map(({ slug, target, at }) => {
          const rename = renames.find((each) => each.canUndo && each.from.slug === slug);
          return (
            <li key={slug} className="env-row">
              <span className="mono env-slug">{slug}</span>
              <span className="soft">is now called</span>
              <span className="mono env-slug">{target}</span>
              <span className="soft">
                <Moment at={at} />
              </span>
              <span className="env-notes">
                {rename !== undefined && (
                  <Button look="quiet" onPress={() => onTakeBack(rename)}>
                    Undo the rename…
                  </Button>
                )}
                <Button
                  look="quiet"
                  aria-label={`Forget ${slug}: links with it open nothing from then on`}
                  onPress={() => onRemove(slug)}
                >
                  Forget
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
