import './rename-page.css';
import { useQuery } from '@tanstack/react-query';
import type { RenameStep } from '../../../core/rename.ts';
import { asAppError } from '../../api/bridge.ts';
import { renameQueries } from '../../api/rename-queries.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { useEnv } from '../../router/use-env.ts';
import { CommandButton } from '../../ui/button.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx';
import { StepBar } from '../../ui/step-bar.tsx';
import { RenameForm } from './rename-form.tsx';
import { RenameSteps } from './rename-steps.tsx';
import { WaitingApprovals } from './waiting-approvals.tsx';

const steps: readonly { readonly id: RenameStep | 'name'; readonly title: string }[] = [
  { id: 'name', title: 'Name' },
  { id: 'create', title: 'Create' },
  { id: 'copy', title: 'Copy' },
  { id: 'check', title: 'Check' },
  { id: 'switch', title: 'Switch' },
  { id: 'archive', title: 'Archive' },
];

export interface RenamePageProps {
  /** The environment under its old slug. */
  readonly slug: string;
  /** The slug that it had before, where a rename is taken back. */
  readonly back: string | undefined;
  readonly onClose: () => void;
}

/** A rename from its beginning, or from where it stopped: one step after the other, by Ctrl+Enter. */
export function RenamePage({ slug, back, onClose }: RenamePageProps) {
  const { ref, project } = useEnv();
  const renames = useQuery(renameQueries.list(ref));
  const rename = renames.data?.renames.find(({ from }) => from.slug === slug);
  const environment = project.environments.find((each) => each.slug === slug);
  const close: Command = {
    id: 'rename.close',
    title: rename === undefined || rename.step === 'done' ? 'Back to the list' : 'Continue later',
    group: 'Environment',
    keys: ['Escape'],
    // Later steps have fields with values in them, which a stray key must not lose.
    inFields: rename === undefined,
    run: onClose,
  };
  useCommands([close]);
  if (renames.error !== null) return <ErrorState error={asAppError(renames.error)} />;
  if (renames.data === undefined) return <Loading label="Looking for a rename that was begun" />;
  if (environment === undefined)
    return (
      <EmptyState title={`There is no environment “${slug}”`} actions={<CommandButton command={close} />} />
    );
  const at = rename === undefined ? 'name' : rename.step === 'done' ? undefined : rename.step;
  return (
    <div className="page rename">
      <header className="page-head">
        <div>
          <h1 className="rename-title">
            Rename{' '}
            <EnvironmentTag
              kind={environment.kind}
              name={environment.name}
              colour={environment.colour}
              filled
            />
          </h1>
          <StepBar steps={steps} step={at} />
        </div>
        <div className="page-actions">
          <CommandButton command={close} />
        </div>
      </header>
      {rename !== undefined && (
        <WaitingApprovals
          project={{ workspaceId: ref.workspaceId, projectId: ref.projectId }}
          slugs={[rename.from.slug, rename.to.slug]}
        />
      )}
      {rename === undefined ? (
        <RenameForm environment={environment} back={back} />
      ) : (
        <RenameSteps key={rename.step} rename={rename} onClose={onClose} />
      )}
    </div>
  );
}
