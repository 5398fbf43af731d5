import { useState } from 'react';
import type { AgentAccess, Connection, ListedConnection } from '../../core/connection.ts';
import { type Asking, useAsk } from '../api/use-ask.ts';
import { useConnecting } from '../state/connecting.ts';
import { confirm } from '../state/questions.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { AgentAccessDialog } from './agent-access-dialog.tsx';
import { ExpiryText } from './expiry-text.tsx';
import { useProjectsOf } from './use-projects-of.ts';

/** A project as far as its credentials for the agent service go. */
interface Row {
  readonly id: string;
  readonly name: string;
  readonly access: AgentAccess | undefined;
}

/** A connection's agent service: where it is, and which of its projects can be opened there. */
export function AgentService({ connection }: { readonly connection: ListedConnection }) {
  const { id, name, agentUrl, speaks } = connection;
  const asked = useConnecting((state) => state.asked);
  const forget = useAsk('connections.forgetAgentAccess');
  const [entering, setEntering] = useState<Row>();
  const rows = rowsOf(useProjectsOf(id), connection.agentAccess ?? []);
  return (
    <section className="agent-service" data-part="agent-service" aria-label={`Agent service of ${name}`}>
      <div className="agent-service-head">
        <h4>Agent service</h4>
        {agentUrl !== undefined && <span className="mono">{agentUrl}</span>}
      </div>
      {speaks === 'platos-tenancy' ? (
        <p className="soft">The console does not know the agent service of this version of Platos.</p>
      ) : agentUrl === undefined ? (
        <NoAddress onAdd={() => asked({ step: 'edit', id, at: 'agent-service' })} />
      ) : (
        <>
          <p className="soft">
            Agents and provider keys are in a service of their own, which does not take your access token.
            Each project is opened by credentials that its administrators make in the dashboard.
          </p>
          <ul className="agent-projects">
            {rows.map((row) => (
              <ProjectRow
                key={row.id}
                row={row}
                onEnter={() => setEntering(row)}
                onForget={() => void forgetAccess(connection, row, forget)}
                running={forget.running}
              />
            ))}
          </ul>
          {rows.length === 0 && <p className="soft">No project was seen yet.</p>}
        </>
      )}
      {forget.error !== undefined && <ErrorNote error={forget.error} />}
      {entering !== undefined && (
        <AgentAccessDialog
          connection={connection}
          project={entering}
          before={entering.access}
          onClose={() => setEntering(undefined)}
        />
      )}
    </section>
  );
}

function NoAddress({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <p className="agent-service-none">
      <span className="soft">Its address is needed to reach agents and provider keys.</span>
      <Button onPress={onAdd}>Add its address…</Button>
    </p>
  );
}

/** Those that were seen, and those that have credentials although they are not seen any more. */
function rowsOf(
  projects: readonly { readonly id: string; readonly name: string }[],
  known: readonly AgentAccess[],
): readonly Row[] {
  const accessOf = (id: string) => known.find(({ projectId }) => projectId === id);
  const unseen = known.filter(({ projectId }) => !projects.some(({ id }) => id === projectId));
  return [
    ...projects.map(({ id, name }) => ({ id, name, access: accessOf(id) })),
    ...unseen.map((access) => ({ id: access.projectId, name: access.projectId, access })),
  ];
}

function ProjectRow({
  row: { name, access },
  onEnter,
  onForget,
  running,
}: {
  readonly row: Row;
  readonly onEnter: () => void;
  readonly onForget: () => void;
  readonly running: boolean;
}) {
  return (
    <li className="agent-project">
      <div className="agent-project-text">
        <span className="agent-project-name">{name}</span>
        {access === undefined ? <span className="soft">Not connected</span> : <Credentials access={access} />}
      </div>
      <Button
        aria-label={`${access === undefined ? 'Connect' : 'Replace credentials of'} ${name}`}
        onPress={onEnter}
      >
        {access === undefined ? 'Connect…' : 'Replace…'}
      </Button>
      {access !== undefined && (
        <Button aria-label={`Forget credentials of ${name}`} isDisabled={running} onPress={onForget}>
          Forget…
        </Button>
      )}
    </li>
  );
}

function Credentials({ access: { entityId, secret, controlPlane } }: { readonly access: AgentAccess }) {
  return (
    <dl className="connection-facts">
      <dt>Entity</dt>
      <dd>
        <span className="mono">{entityId}</span>, secret <span className="mono">{secret}</span>
      </dd>
      <dt>Control plane</dt>
      <dd>
        <span className="mono">{controlPlane.masked}</span>
        <ExpiryText at={controlPlane.expiresAt} />
      </dd>
    </dl>
  );
}

async function forgetAccess(
  { id }: Connection,
  project: Row,
  forget: Asking<'connections.forgetAgentAccess'>,
): Promise<void> {
  const yes = await confirm({
    title: `Forget what opens ${project.name} at the agent service?`,
    text: 'The secret and the control-plane token are removed from this computer, and its agents and provider keys can no longer be reached. Both stay valid on the server until they are revoked there.',
    yes: 'Forget',
    danger: true,
  });
  if (yes) await forget.go({ id, projectId: project.id });
}
