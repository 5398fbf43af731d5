import type { ZodError, ZodType } from 'zod';
import { Failure } from '../../../../core/errors.ts';
import { type AgentAsk, type AgentChange, isWhole } from '../agent-service.ts';
import type { Reply } from '../http/answers.ts';
import { asksForAccessKey, errorOf } from './agent-answer.ts';
import type { AgentParts, AgentScope } from './agent-parts.ts';
import type { AgentCall } from './agent-requests.ts';
import type { Sessions } from './sessions.ts';

/** An environment of the agent service, and what opens it. */
export interface Place {
  readonly sessions: Sessions;
  readonly scope: AgentScope;
  readonly environmentId: string;
}

/** A call of the agents' part of the service. */
export const sessionCall = (
  { scope, environmentId }: Place,
  { path, ...call }: AgentAsk | AgentChange,
  token: string,
): AgentCall => ({
  ...call,
  path: ['api', 'v1', 'agent', ...path],
  headers: { 'x-platos-session-token': token },
  counted: ['session', scope.projectId, environmentId, scope.userId],
});

/** Asks, with a new session where the one at hand is not accepted any more. Fails: `server`, `agent-access`, `unsupported`. */
export async function askBySession<T>(
  { exchanges }: AgentParts,
  place: Place,
  call: AgentAsk,
  shape: ZodType<T>,
): Promise<T> {
  const { sessions, environmentId } = place;
  const once = async (token: string): Promise<Reply> => {
    call.signal?.throwIfAborted();
    return exchanges.ask(sessionCall(place, call, token));
  };
  const token = await sessions.token(environmentId);
  let reply = await once(token);
  if (reply.status === 401 && !asksForAccessKey(reply)) {
    await sessions.drop(environmentId, token);
    reply = await once(await sessions.token(environmentId));
  }
  const error = errorOf(exchanges.failure, reply);
  if (error !== undefined) throw new Failure(error);
  const parsed = shape.safeParse(reply.body);
  if (!parsed.success) throw exchanges.failure(isPart(parsed.error) ? 'cut' : 'not-a-server', reply.status);
  return parsed.data;
}

/** It has the shape, but for being whole. */
const isPart = ({ issues }: ZodError): boolean =>
  issues.every((issue) => issue.code === 'custom' && issue.params?.['problem'] === isWhole.params.problem);
