import type { RenameView } from '../../../core/rename.ts';
import { renamesWritten } from '../../api/invalidation.ts';
import { useAsk } from '../../api/use-ask.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { confirm } from '../../state/questions.ts';
import { Button, CommandButton } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { giveUpQuestion } from './words.ts';

const left: Readonly<Record<Exclude<RenameView['step'], 'done'>, string>> = {
  create: 'the new environment is not made yet',
  copy: 'not everything is copied',
  check: 'the copy is not checked',
  switch: 'the new one has not taken its place',
  archive: 'the old one is not archived',
};

/** Renames that stopped half way: by choice, or by a crash. The keys mean the first of them. */
export function UnfinishedRenames({
  renames,
  onGoOn,
}: {
  readonly renames: readonly RenameView[];
  readonly onGoOn: (slug: string) => void;
}) {
  const abandon = useAsk('renames.abandon');
  const giveUp = async (rename: RenameView) => {
    if (!(await confirm(giveUpQuestion(rename)))) return;
    if ((await abandon.go({ id: rename.id })) !== undefined) renamesWritten(rename.from);
  };
  const [first] = renames;
  const command = (id: string, title: string, key: string, run: (rename: RenameView) => void): Command => ({
    id: `rename.${id}`,
    title,
    group: 'Environment',
    keys: [key],
    enabled: () => first !== undefined,
    run: () => first !== undefined && run(first),
  });
  const commands = {
    goOn: command('go-on', 'Continue the rename', 'g', ({ from }) => onGoOn(from.slug)),
    giveUp: command('give-up', 'Give up the rename…', 'x', (rename) => void giveUp(rename)),
  };
  useCommands(Object.values(commands));
  return (
    <>
      {abandon.error !== undefined && <ErrorNote error={abandon.error} />}
      {renames.flatMap((rename) => {
        const { id, from, to, step } = rename;
        if (step === 'done') return [];
        return [
          <div key={id} className="note env-unfinished" role="status">
            <div>
              <strong>
                {from.slug} is being renamed to {to.slug}:
              </strong>{' '}
              {left[step]}.
            </div>
            <div className="env-unfinished-ways">
              {rename === first ? (
                <>
                  <CommandButton command={commands.goOn}>Go on</CommandButton>
                  <CommandButton command={commands.giveUp} look="quiet">
                    Give up…
                  </CommandButton>
                </>
              ) : (
                <>
                  <Button onPress={() => onGoOn(from.slug)}>Go on</Button>
                  <Button look="quiet" onPress={() => void giveUp(rename)}>
                    Give up…
                  </Button>
                </>
              )}
            </div>
          </div>,
        ];
      })}
    </>
  );
}
