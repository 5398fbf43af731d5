import type { Connection, Flavour } from '../../../../core/connection.ts';
import type { EnvironmentRef } from '../../../../core/environment.ts';
import { Failure } from '../../../../core/errors.ts';
import type { AgentSecrets } from '../../../credentials/agent-secrets.ts';
import type { AgentService } from '../agent-service.ts';
import type { Budgets } from '../http/budget.ts';
import { createExchanges } from '../http/exchanges.ts';
import { type Pace, usualPace } from '../http/pace.ts';
import { answerOf } from './agent-answer.ts';
import { type AgentParts, accessFailure } from './agent-parts.ts';
import { type AgentConnection, createAgentRequests, refuse } from './agent-requests.ts';
import { askBySession, type Place, sessionCall } from './ask-by-session.ts';
import { callTool } from './control-plane.ts';
import { lackOf } from './lack-of.ts';
import { type OpenProject, openProject } from './projects.ts';

export interface AgentServiceOptions {
  readonly connection: () => AgentConnection & Pick<Connection, 'agentAccess'>;
  /** From where credentials are kept. Fails: `keychain`. */
  readonly secrets: (projectId: string) => Promise<AgentSecrets | undefined>;
  /** What the server speaks, as far as it is known. */
  readonly flavour: () => Flavour | undefined;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly budgets: Budgets;
}

/** The agent service of a connection. Nothing is sent before it is asked for something. */
export function createAgentService(options: AgentServiceOptions, pace: Pace = usualPace): AgentService {
  const { connection, now, budgets, flavour } = options;
  const requests = createAgentRequests(connection);
  const exchanges = createExchanges(requests, { now, budgets }, pace);
  const parts: AgentParts = { exchanges, connection, now };
  const known = new Map<string, OpenProject>();

  const opens = (projectId: string): boolean =>
    lackOf(connection(), flavour()) === undefined &&
    connection().agentAccess?.some((one) => one.projectId === projectId) === true;

  const open = async (projectId: string): Promise<OpenProject> => {
    const lack = lackOf(connection(), flavour());
    if (lack !== undefined) refuse(lack);
    if (!opens(projectId)) refuse(noAccess);
    requests.target(); // where nothing may be sent, the keychain is not asked
    const secrets = await options.secrets(projectId);
    if (secrets === undefined) throw accessFailure(parts, 'missing');
    const before = known.get(projectId);
    if (before !== undefined && isSame(before.secrets, secrets)) return before;
    const project = openProject(parts, secrets);
    known.set(projectId, project);
    return project;
  };

  const placeOf = async (env: EnvironmentRef): Promise<Place> => {
    const project = await open(env.projectId);
    const environmentId = await project.idOf(env);
    return { sessions: project.sessions, scope: await project.scope(), environmentId };
  };

  return {
    opens,
    environments: async (projectId, signal) => (await open(projectId)).environments(signal),
    ask: async (env, call, shape) => askBySession(parts, await placeOf(env), call, shape),
    change: async (env, call) => {
      try {
        const place = await placeOf(env);
        const token = await place.sessions.token(place.environmentId);
        call.signal?.throwIfAborted();
        const outcome = await exchanges.change(sessionCall(place, call, token));
        if ('answer' in outcome && outcome.answer.status === 401)
          await place.sessions.drop(place.environmentId, token);
        return answerOf(exchanges.failure, outcome);
      } catch (error) {
        return stopOf(error);
      }
    },
    tool: async (projectId, name, args, wishes = {}) => {
      try {
        const { secrets } = await open(projectId);
        return await callTool(parts, secrets.controlPlane, { name, args, ...wishes });
      } catch (error) {
        return stopOf(error);
      }
    },
    waiting: exchanges.waiting,
    close: () => {
      known.clear();
      exchanges.close();
    },
  };
}

const noAccess =
  'The console has no credentials for the agent service of this project. They are entered in Settings (Alt+9), at the connection.';

const isSame = (one: AgentSecrets, other: AgentSecrets): boolean =>
  one.entityId === other.entityId && one.secret === other.secret && one.controlPlane === other.controlPlane;

/** What fails before it leaves holds for every further write too. */
function stopOf(error: unknown): { readonly answer: 'stop'; readonly error: Failure['detail'] } {
  if (error instanceof Failure) return { answer: 'stop', error: error.detail };
  throw error;
}
