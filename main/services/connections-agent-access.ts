import {
  type AgentAccess,
  type Connection,
  isControlPlaneToken,
  isEntityId,
  isServiceSecret,
  maskCredential,
} from '../../core/connection.ts';
import { type AgentAccessProblem, fail } from '../../core/errors.ts';
import { type AgentSecrets, removeAgentSecrets, writeAgentSecrets } from '../credentials/agent-secrets.ts';
import { lackOf } from '../workspaces/server/agent-http/lack-of.ts';
import { verifyAccess } from '../workspaces/server/agent-http/verify-access.ts';
import { askProjectId } from '../workspaces/server/http/project-id.ts';
import { refuseWhenClosing } from './closing.ts';
import type { Context } from './context.ts';
import { endAppliesOf } from './end-applies.ts';
import { refuseWhenLeft } from './leave-server.ts';
import { dropPlansOf } from './plan-registry.ts';

interface OfProject {
  readonly id: string;
  /** As the console has it: the server's external reference. */
  readonly projectId: string;
}

/**
 * Take the credentials of a project at the agent service, once that has accepted them. Those before stay until then,
 * and with them goes what was seen by them.
 *
 * Fails: `not-found`, `unsupported` (no such service here), `agent-access` (what is wrong with them), `server`,
 * `keychain`; `invalid-input` where the connection was changed meanwhile: they were not given for that one.
 */
export async function setAgentAccess(
  context: Context,
  { id, projectId, ...secrets }: OfProject & AgentSecrets,
): Promise<Connection> {
  const { servers, credentials, budgets, now } = context;
  const connection = servers.connection(id);
  const lack = lackOf(connection, servers.workspace(id).flavour);
  if (lack !== undefined) fail({ code: 'unsupported', what: 'agent service', why: lack });
  const why = malformed(secrets);
  if (why !== undefined) fail({ code: 'agent-access', why, server: connection.name });
  const asked = { connection: () => connection, now, budgets };
  const token = async () => {
    refuseWhenLeft(context, connection, 'agentUrl'); // the token of another server is not for this one
    return credentials.read(id);
  };
  const ownId = await askProjectId({ ...asked, token }, projectId);
  const expiresAt = await verifyAccess({ ...asked, secrets, projectId: ownId });
  const isReplaced = connection.agentAccess?.some((one) => one.projectId === projectId) === true;
  if (isReplaced) await endAppliesOf(context, id);
  refuseWhenChanged(context, connection);
  await writeAgentSecrets(credentials, id, projectId, secrets);
  try {
    refuseWhenChanged(context, connection);
  } catch (error) {
    await removeAgentSecrets(credentials, id, projectId); // the connection may be gone while the keychain was written
    throw error;
  }
  if (isReplaced) forgetWhatWasOpen(context, id, projectId);
  return keep(context, id, {
    projectId,
    entityId: secrets.entityId,
    secret: maskCredential(secrets.secret),
    controlPlane: {
      type: 'control-plane',
      masked: maskCredential(secrets.controlPlane),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    },
  });
}

/** Fails unless the connection leads where it led, and may be asked. */
function refuseWhenChanged(context: Context, before: Connection): void {
  refuseWhenClosing(context);
  const { stayOffline, name } = context.servers.connection(before.id);
  if (stayOffline) fail({ code: 'server', problem: 'offline', server: name });
  refuseWhenLeft(context, before, 'agentUrl');
}

/** Told by how they are written, before anything is sent. */
function malformed({ entityId, secret, controlPlane }: AgentSecrets): AgentAccessProblem | undefined {
  if (!isEntityId(entityId)) return 'entity-malformed';
  if (!isServiceSecret(secret)) return 'secret-malformed';
  return isControlPlaneToken(controlPlane) ? undefined : 'control-plane-malformed';
}

function keep({ servers, emit }: Context, id: string, access: AgentAccess): Connection {
  const others =
    servers.connection(id).agentAccess?.filter((one) => one.projectId !== access.projectId) ?? [];
  const connection = servers.change(id, { agentAccess: [...others, access] });
  emit('scope.changed', {}); // what the workspace can do is more now
  return connection;
}

/**
 * The credentials of a project at the agent service go from this machine; they are not revoked.
 *
 * What is being applied through the connection ends first, and what was seen by them is forgotten. Fails: `not-found`, `keychain`.
 */
export async function forgetAgentAccess(context: Context, { id, projectId }: OfProject): Promise<Connection> {
  context.servers.connection(id);
  await endAppliesOf(context, id);
  await forgetAccess(context, id, (one) => one.projectId === projectId);
  forgetWhatWasOpen(context, id, projectId);
  return context.servers.connection(id);
}

/** Another person's token may be of another development environment: plans, lists and sessions begin anew. */
function forgetWhatWasOpen(context: Context, id: string, projectId: string): void {
  dropPlansOf(context, id);
  context.servers.forgetSeenAgents(id, projectId);
}

/** Those of all projects, before the connection goes or leads elsewhere. Fails: `keychain`. */
export const forgetAllAccess = (context: Context, id: string): Promise<void> =>
  forgetAccess(context, id, () => true);

async function forgetAccess(
  { servers, credentials, emit }: Context,
  id: string,
  isOver: (access: AgentAccess) => boolean,
): Promise<void> {
  const known = servers.connection(id).agentAccess ?? [];
  for (const { projectId } of known.filter(isOver)) await removeAgentSecrets(credentials, id, projectId);
  const rest = known.filter((one) => !isOver(one));
  if (rest.length === known.length) return;
  servers.change(id, { agentAccess: rest.length === 0 ? undefined : rest });
  emit('scope.changed', {});
}
