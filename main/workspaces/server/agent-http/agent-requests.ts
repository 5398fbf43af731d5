import { z } from 'zod';
import type { Connection } from '../../../../core/connection.ts';
import { Failure, fail } from '../../../../core/errors.ts';
import { isGood, replyOf } from '../http/answers.ts';
import { apiOrigin } from '../http/api-origin.ts';
import type { RequestMaker } from '../http/exchanges.ts';
import { isAddressable } from '../http/requests.ts';
import type { Answer, Outcome, Sent, Target } from '../http/transport.ts';

/** What of a connection its agent service is reached by. */
export type AgentConnection = Pick<
  Connection,
  'name' | 'agentUrl' | 'caFile' | 'allowHttp' | 'stayOffline' | 'account'
>;

/** One request to the agent service. */
export interface AgentCall {
  readonly method?: Sent['method'];
  /** Parts of the whole path, not encoded. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  /** Header names in lower case, credentials included. */
  readonly headers: Readonly<Record<string, string>>;
  /** Which of the service's counts it belongs to. */
  readonly counted: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** A credential or an id that can be sent in a header. */
export const isHeaderText = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);

/** Nothing else can be a header, and what the HTTP client says then would quote it. */
const isHeader = (text: string): boolean => text.split(' ').every(isHeaderText);

/** Makes requests to a connection's agent service. Fails: `server`, `unsupported` where it has no address of one. */
export function createAgentRequests(connection: () => AgentConnection): RequestMaker<AgentCall> {
  const failure: RequestMaker<AgentCall>['failure'] = (problem, status) => {
    const { name } = connection();
    // Whose credentials are refused is told before: here it is a session that the service made itself.
    if (problem === 'unauthorized')
      return new Failure({ code: 'agent-access', why: 'session-refused', server: name });
    const server = `${name} (agent service)`;
    return new Failure({ code: 'server', problem, server, ...(status === undefined ? {} : { status }) });
  };
  const target = (): Target => {
    const { agentUrl, allowHttp, caFile, stayOffline } = connection();
    if (stayOffline) throw failure('offline');
    if (agentUrl === undefined) return refuse('The connection has no address of an agent service.');
    const { origin, isExposed } = apiOrigin(agentUrl);
    if (isExposed && !allowHttp) throw failure('insecure');
    return { origin, caFile };
  };
  return {
    failure,
    target,
    budget: ({ counted }) => JSON.stringify([target().origin, ...counted]),
    understood,
    sent: ({ method = 'GET', path, query = {}, body, headers }) => {
      if (!path.every(isAddressable)) throw failure('gone');
      if (!Object.values(headers).every(isHeader)) throw failure('unauthorized');
      const search = new URLSearchParams(query).toString();
      return {
        method,
        path: `/${path.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`,
        headers: {
          accept: 'application/json',
          'user-agent': 'platos-console',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      };
    },
  };
}

/** Fails with `unsupported`, in whole sentences. */
export const refuse = (why: string): never => fail({ code: 'unsupported', what: 'agent service', why });

const Inside = z.object({ error: z.string(), status: z.number().int().min(400).max(599) });
const RateLimited = z.object({
  error: z.object({
    code: z.literal(-32_099),
    data: z.object({ retryAfterSeconds: z.number() }).optional().catch(undefined),
  }),
});

/** A success that says inside that it is none is the failure that it says. */
function understood(outcome: Outcome): Outcome {
  if (!('answer' in outcome) || !isGood(outcome.answer)) return outcome;
  const { body } = replyOf(outcome.answer);
  const inside = Inside.safeParse(body);
  if (inside.success) return { answer: { ...outcome.answer, status: inside.data.status } };
  const limited = RateLimited.safeParse(body);
  return limited.success ? { answer: refusalOf(outcome.answer, limited.data.error.data) } : outcome;
}

/** As the rest of the service says that it is asked too often. */
const refusalOf = ({ header }: Answer, data: object | undefined): Answer => ({
  status: 429,
  header,
  text: JSON.stringify(data ?? {}),
});
