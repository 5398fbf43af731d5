import { type ReactNode, useState } from 'react';
import { assertNever } from '../../../core/errors.ts';
import type { RenameView } from '../../../core/rename.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { CommandButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { RenameDifferences } from './rename-differences.tsx';
import { useRenameActions } from './use-rename-actions.tsx';
import { isNeverArchived, neverArchivedText, plural } from './words.ts';

export interface RenameStepsProps {
  readonly rename: RenameView;
  readonly onClose: () => void;
}

/** The step that is next: what it does, and the one thing that does it. */
export function RenameSteps({ rename, onClose }: RenameStepsProps) {
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const actions = useRenameActions(rename, onClose);
  const values = rename.hidden.flatMap((key) => {
    const value = given[key] ?? '';
    return value === '' ? [] : [{ key, value }];
  });
  const { title, run, may } = actions.next(values);
  const next: Command = {
    id: 'rename.next',
    title,
    group: 'Environment',
    keys: ['Mod+Enter'],
    enabled: () => may,
    run,
  };
  useCommands([next, ...actions.more]);
  return (
    <>
      <section className="rename-step" aria-label="This step">
        <StepText rename={rename} canRestore={actions.canRestore} />
        {rename.step === 'copy' && rename.hidden.length > 0 && (
          <Hidden keys={rename.hidden} given={given} onGiven={setGiven} />
        )}
        {rename.step === 'copy' && <RenameDifferences rename={rename} />}
      </section>
      {actions.error !== undefined && actions.error.code !== 'approval-needed' && (
        <ErrorNote error={actions.error} />
      )}
      <div className="rename-foot">
        <CommandButton command={next} look="primary" autoFocus />
        {actions.more.map((command) => (
          <CommandButton key={command.id} command={command} look="quiet" />
        ))}
      </div>
    </>
  );
}

function StepText({
  rename,
  canRestore,
}: {
  readonly rename: RenameView;
  readonly canRestore: boolean;
}): ReactNode {
  const { from, to, step, variables, documents, drafts, different } = rename;
  switch (step) {
    case 'create':
      return rename.back ? (
        <p>
          <b>{to.slug}</b> is in the archive. It is brought back as it was left; then what differs is copied
          from <b>{from.slug}</b>.
        </p>
      ) : (
        <p>
          An empty environment <b>{to.slug}</b> is made, of the same kind. Nothing in <b>{from.slug}</b>{' '}
          changes.
        </p>
      );
    case 'copy':
      return (
        <p>
          <b>{to.slug}</b> is made the same as <b>{from.slug}</b>: {different.toLocaleString('en')} of{' '}
          {(variables + documents).toLocaleString('en')} still differ{different === 1 ? 's' : ''}. The review
          shows each.
        </p>
      );
    case 'check':
      return (
        <p>
          <b>{from.slug}</b> and <b>{to.slug}</b> are compared row by row: value, kind and note of all{' '}
          {plural(variables, 'variable')}
          {documents > 0 &&
            `, and ${plural(documents, 'agent, provider key and queue', 'agents, provider keys and queues')}`}
          .
        </p>
      );
    case 'switch':
      return (
        <p>
          All {plural(variables, 'variable')} are the same. Now <b>{to.slug}</b> takes the place of{' '}
          <b>{from.slug}</b>: {drafts > 0 && `${plural(drafts, 'draft')}, `}colour, protection and order move,
          and links to {from.slug} open {to.slug}.
        </p>
      );
    case 'archive':
      if (isNeverArchived(rename, canRestore))
        return (
          <p>
            <b>{to.slug}</b> has taken the place. {neverArchivedText(from.slug)}
          </p>
        );
      return (
        <p>
          <b>{to.slug}</b> has taken the place. <b>{from.slug}</b> goes into the archive with its history
          {canRestore ? ', and can be brought back from there.' : '. The server brings none back.'}
          {rename.activeAgents > 0 &&
            ` The server archives none in which agents are active: ${plural(rename.activeAgents, 'agent')} of ${from.slug} ${rename.activeAgents === 1 ? 'is' : 'are'} switched off first. Those of ${to.slug} go on.`}
        </p>
      );
    case 'done':
      return (
        <p role="status">
          <b>{from.slug}</b> is now called <b>{to.slug}</b>. Links to {from.slug} open it in this console.
          {canRestore &&
            ' As long as the old one is in the archive, the rename can be taken back: what was changed meanwhile goes along.'}
        </p>
      );
    default:
      return assertNever(step);
  }
}

/** Values that the workspace keeps back: a field each. What is typed goes into the review and nowhere else. */
function Hidden({
  keys,
  given,
  onGiven,
}: {
  readonly keys: readonly string[];
  readonly given: Readonly<Record<string, string>>;
  readonly onGiven: (given: Readonly<Record<string, string>>) => void;
}) {
  return (
    <fieldset className="rename-hidden">
      <legend>{plural(keys.length, 'value')} cannot be read. Type what belongs here:</legend>
      {keys.map((key, index) => (
        <TextField
          key={key}
          label={key}
          mono
          type="password"
          autoFocus={index === 0}
          value={given[key] ?? ''}
          onChange={(value) => onGiven({ ...given, [key]: value })}
        />
      ))}
    </fieldset>
  );
}
