import './environments-page.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Environment, inOrder, isAble } from '../../../core/environment.ts';
import { asAppError } from '../../api/bridge.ts';
import { gapText } from '../../api/capability-text.ts';
import { renameQueries } from '../../api/rename-queries.ts';
import { safetyQueries } from '../../api/safety-queries.ts';
import { scopeQueries } from '../../api/scope-queries.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { draftsOf } from '../../router/places.ts';
import { useReady } from '../../router/ready.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { useGo } from '../../router/use-go.ts';
import { useSearchText } from '../../router/use-search-text.ts';
import { toast } from '../../state/toasts.ts';
import { CommandButton } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { ArchivedList } from './archived-list.tsx';
import { CreateBranch, type CreateBranchProps } from './create-branch.tsx';
import { CreateEnvironment } from './create-environment.tsx';
import { EditEnvironment } from './edit-environment.tsx';
import { EnvironmentList } from './environment-list.tsx';
import { FormerNames } from './former-names.tsx';
import { HealthSheet } from './health-sheet.tsx';
import { KindDefaults } from './kind-defaults.tsx';
import { RenamePage } from './rename-page.tsx';
import { renameMark } from './rename-words.ts';
import { UnfinishedRenames } from './unfinished-renames.tsx';
import { useCompareFrom } from './use-compare-from.ts';
import { useEnvironmentCommands } from './use-environment-commands.ts';
import { useGoToKey } from './use-go-to-key.ts';
import { WaitingApprovals } from './waiting-approvals.tsx';
import { createdText } from './words.ts';

/** The environments of the project, or the rename of one. */
export function EnvironmentsPage() {
  const go = useGo();
  const [slug] = useSearchText('rename');
  const [back] = useSearchText('back');
  useReady(true);
  if (slug === '') return <EnvironmentsList />;
  const was = back === '' ? undefined : back;
  return <RenamePage key={slug} slug={slug} back={was} onClose={() => go.page('environments')} />;
}

/** A dialog over the list, with the environment that was meant when it was opened. */
interface Opened {
  readonly what: 'create' | 'branch' | 'edit' | 'health';
  readonly of: Environment | undefined;
}

/** Their order, kind, health and protection; new ones, archived ones and former names. */
function EnvironmentsList() {
  const here = useEnv();
  const go = useGo();
  const [chosen, setChosen] = useState(here.ref.slug);
  const [open, setOpen] = useState<Opened>();
  const scope = useQuery(scopeQueries.list());
  const safety = useQuery(safetyQueries.list(here.ref));
  const reorder = useAsk('environments.reorder');
  const archive = useAsk('environments.archive');
  const contents = useAsk('environments.contents');
  const archived = inOrder(here.project.environments).filter((each) => each.archived);
  const current = here.environments.find((each) => each.slug === chosen) ?? here.environments[0];
  const commands = useEnvironmentCommands({
    here,
    current,
    choose: setChosen,
    open: (what) => setOpen({ what, of: current }),
    reorder,
    archive,
    contents,
  });
  const renames = useQuery(renameQueries.list(here.ref)).data?.renames ?? [];
  const unfinished = renames.filter(({ step }) => step !== 'done');
  const aliases = here.project.aliases ?? [];
  const forget = useAsk('aliases.remove');
  useCommands(commands.all);
  const drafts = (slug: string) => draftsOf(scope.data?.drafts ?? [], siblingRef(here, slug));
  const healthOf = (slug: string) => safety.data?.environments.find((each) => each.slug === slug);
  const { what, of: opened } = open ?? {};
  const health = opened === undefined ? undefined : healthOf(opened.slug);
  // That one and no other, which may be open by the time a server answers.
  const close = () => setOpen((now) => (now === open ? undefined : now));
  const goToKey = useGoToKey();
  const compareFrom = useCompareFrom();
  const managedElsewhere = gapText(here.workspace, 'environments.create', here.project);
  const failed =
    reorder.error ??
    archive.error ??
    contents.error ??
    forget.error ??
    (safety.error === null ? undefined : asAppError(safety.error));
  const creating: CreateBranchProps = {
    project: here.ref,
    taken: here.project.environments.map((each) => each.slug),
    onClose: close,
    onDone: ({ slug, name }) => {
      close();
      setChosen(slug);
      const open = { label: 'Open', run: () => go.environment(slug) };
      toast('good', createdText(slug, name), open);
    },
  };
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>Environments</h1>
          <p className="soft">
            In the order of the switcher and of Ctrl+1 to Ctrl+9. Enter opens the safety findings of one.
          </p>
        </div>
        <div className="page-actions">
          <CommandButton command={commands.up} />
          <CommandButton command={commands.down} />
          <CommandButton command={commands.health} />
          <CommandButton command={commands.edit} />
          <CommandButton command={commands.rename} />
          <CommandButton command={commands.archive} />
          {commands.branch !== undefined && <CommandButton command={commands.branch} />}
          <CommandButton command={commands.create} look="primary" />
        </div>
      </header>
      {managedElsewhere !== undefined && (
        <p className="soft">
          {managedElsewhere}
          {commands.branch !== undefined && ' Branches of preview are made and archived here.'}
        </p>
      )}
      {failed !== undefined && failed.code !== 'approval-needed' && <ErrorNote error={failed} />}
      <WaitingApprovals project={{ workspaceId: here.ref.workspaceId, projectId: here.ref.projectId }} />
      <UnfinishedRenames renames={unfinished} onGoOn={(slug) => go.page('environments', { rename: slug })} />
      <EnvironmentList
        environments={here.environments}
        current={current?.slug}
        onCurrent={setChosen}
        onOpen={(slug) =>
          setOpen({ what: 'health', of: here.environments.find((each) => each.slug === slug) })
        }
        draftsOf={drafts}
        healthOf={healthOf}
        markOf={(slug) => renameMark(unfinished, slug)}
      />
      {archived.length > 0 && (
        <ArchivedList
          environments={archived}
          onRestore={
            isAble(here.workspace, here.project, 'environments.restore')
              ? (slug) =>
                  void archive.go({ env: siblingRef(here, slug), archived: false, confirmation: slug })
              : undefined
          }
        />
      )}
      {aliases.length > 0 && (
        <FormerNames
          aliases={aliases}
          renames={renames}
          onRemove={(slug) =>
            void forget.go({
              project: { workspaceId: here.ref.workspaceId, projectId: here.ref.projectId },
              slug,
            })
          }
          onTakeBack={({ from, to }) => go.page('environments', { rename: to.slug, back: from.slug })}
        />
      )}
      <KindDefaults project={{ workspaceId: here.ref.workspaceId, projectId: here.ref.projectId }} />
      {what === 'create' && <CreateEnvironment {...creating} />}
      {what === 'branch' && <CreateBranch {...creating} />}
      {what === 'health' && opened !== undefined && health !== undefined && (
        <HealthSheet
          environment={opened}
          health={health}
          onClose={close}
          onGo={(finding) => goToKey(opened.slug, finding)}
          onCompare={compareFrom(opened.slug, safety.data?.environments ?? [])}
        />
      )}
      {what === 'edit' && opened !== undefined && (
        <EditEnvironment
          env={siblingRef(here, opened.slug)}
          // By its own name, whatever it is called among the others.
          environment={here.project.environments.find(({ slug }) => slug === opened.slug) ?? opened}
          onClose={close}
        />
      )}
    </div>
  );
}
