import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { AgentDetail } from '../../../core/ipc/document-calls.ts';
import { isJsonObject, type JsonObject, readJson, textOf } from '../../../core/json.ts';
import { asAppError } from '../../api/bridge.ts';
import { documentQueries } from '../../api/document-queries.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { Skills } from '../../documents/agent-needs.tsx';
import { WaitingPage } from '../../documents/waiting-page.tsx';
import { useReady } from '../../router/ready.ts';
import { useEnv } from '../../router/use-env.ts';
import { Badge } from '../../ui/badge.tsx';
import { CommandButton } from '../../ui/button.tsx';
import { Mono } from '../../ui/mono.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { agentCommands } from './agent-commands.ts';
import { OtherEnvironments } from './agent-elsewhere.tsx';
import { Configuration, Prompt, Routes } from './agent-parts.tsx';
import { EditDialog } from './edit-dialog.tsx';
import type { AgentSearch } from './use-agent-search.ts';
import { VersionsSheet } from './versions-sheet.tsx';

/** One agent of the environment, and its editor: that stays with what is typed, whatever becomes of the agent meanwhile. */
export function AgentView({ search }: { readonly search: AgentSearch }): ReactNode {
  const [edited, setEdited] = useState<AgentDetail>();
  return (
    <>
      <Shown search={search} onEdit={setEdited} />
      {edited !== undefined && (
        <EditDialog agent={{ slug: search.agent, detail: edited }} onClose={() => setEdited(undefined)} />
      )}
    </>
  );
}

interface ShownProps {
  readonly search: AgentSearch;
  readonly onEdit: (detail: AgentDetail) => void;
}

/** The agent, or the word that it is not there. */
function Shown({ search, onEdit }: ShownProps): ReactNode {
  const here = useEnv();
  const { agent: slug } = search;
  const query = useQuery(documentQueries.agent(here.ref, slug));
  useReady(query.data !== undefined || query.error !== null);
  const error = query.error === null ? undefined : asAppError(query.error);
  if (error?.code === 'not-found' && error.what === 'agent') return <NotHere search={search} />;
  if (error !== undefined || query.data === undefined)
    return <Waiting search={search} error={error} retry={() => void query.refetch()} />;
  return <Detail search={search} detail={query.data} onEdit={onEdit} />;
}

/** The way back is there while the agent is on its way, and where it does not come. */
function Waiting(props: {
  readonly search: AgentSearch;
  readonly error: AppError | undefined;
  readonly retry: () => void;
}): ReactNode {
  const here = useEnv();
  const { search, ...rest } = props;
  const { back } = agentCommands({ here, search, open: () => undefined });
  useCommands([back]);
  return (
    <WaitingPage
      title={search.agent}
      label={`Loading ${search.agent}`}
      actions={<CommandButton command={back} />}
      {...rest}
    />
  );
}

function NotHere({ search }: { readonly search: AgentSearch }): ReactNode {
  const here = useEnv();
  const commands = agentCommands({ here, search, open: () => undefined });
  useCommands([commands.back]);
  return (
    <EmptyState
      level={1}
      title={`${search.agent} is not in ${here.environment.name}`}
      actions={<CommandButton command={commands.back} look="primary" />}
    >
      The list of agents shows which environments have it. It can be cloned from there.
    </EmptyState>
  );
}

function Detail({
  search,
  detail,
  onEdit,
}: ShownProps & {
  readonly detail: AgentDetail;
}): ReactNode {
  const here = useEnv();
  const { agent: slug } = search;
  const [versions, setVersions] = useState(false);
  const content = readJson(detail.text);
  const agent: JsonObject = isJsonObject(content) ? content : {};
  const commands = agentCommands({
    here,
    search,
    open: (what) => (what === 'edit' ? onEdit(detail) : setVersions(true)),
  });
  useCommands(Object.values(commands));
  const able = detail.routes.every(({ runsOn }) => runsOn !== undefined);
  return (
    <article className="agent" aria-label={`Agent ${slug}`}>
      <header className="agent-head">
        <div className="agent-title">
          <h1 tabIndex={-1}>{textOf(agent, 'name') ?? slug}</h1>
          <span className="soft">
            <Mono text={slug} />
          </span>
          {able ? <Badge tone="good">able to run</Badge> : <Badge tone="bad">cannot run</Badge>}
          {agent['isActive'] === false && <Badge>switched off</Badge>}
          {detail.version > 0 && <span className="soft">version {detail.version}</span>}
        </div>
        <div className="page-actions">
          <CommandButton command={commands.back} look="quiet" />
          <CommandButton command={commands.versions}>Versions</CommandButton>
          <CommandButton command={commands.edit}>Edit</CommandButton>
          <CommandButton command={commands.remove}>Delete</CommandButton>
          <CommandButton command={commands.clone} look="primary" />
        </div>
      </header>
      <div className="agent-columns">
        <div className="agent-column">
          <Prompt agent={agent} />
        </div>
        <div className="agent-column">
          <Routes routes={detail.routes} />
          <Skills skills={detail.skills} />
          <OtherEnvironments slug={slug} search={search} own={detail} />
          <Configuration agent={agent} />
        </div>
      </div>
      {versions && <VersionsSheet slug={slug} detail={detail} onClose={() => setVersions(false)} />}
    </article>
  );
}
