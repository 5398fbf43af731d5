import type { RenameView } from '../../../core/rename.ts';
import { Button } from '../../ui/button.tsx';

const left: Readonly<Record<Exclude<RenameView['step'], 'done'>, string>> = {
  create: 'the new environment is not made yet',
  copy: 'not everything is copied',
  check: 'the copy is not checked',
  switch: 'the new one has not taken its place',
  archive: 'the old one is not archived',
};

/** Renames that stopped half way: by choice, or by a crash. */
export function UnfinishedRenames({
  renames,
  onGoOn,
}: {
  readonly renames: readonly RenameView[];
  readonly onGoOn: (slug: string) => void;
}) {
  return renames.flatMap(({ id, from, to, step }, index) =>
    step === 'done'
      ? []
      : [
          <div key={id} className="note env-unfinished" role="status">
            <div>
              <strong>
                {from.slug} is being renamed to {to.slug}:
              </strong>{' '}
              {left[step]}.
            </div>
            <Button chord={index === 0 ? 'g' : undefined} onPress={() => onGoOn(from.slug)}>
              Go on
            </Button>
          </div>,
        ],
  );
}
