import { createHash } from 'node:crypto';
import type { ZodType } from 'zod';
import { type CredentialType, credentialType, type Flavour } from '../../../../core/connection.ts';
import { Failure, type ServerProblem } from '../../../../core/errors.ts';
import type { ApiOptions, RemoteEnvironment, Waiting } from '../api.ts';
import { problemOfReply, type Reply, replyOf } from './answers.ts';
import { apiOrigin } from './api-origin.ts';
import { branchHeader } from './branch.ts';
import type { Pace } from './pace.ts';
import { createQueue } from './queue.ts';
import { createTransport, type Outcome, type Sent, type Target } from './transport.ts';

/** One call of the API. */
export interface Call {
  readonly method?: Sent['method'];
  /** Parts of the path behind `/api`, not encoded. */
  readonly path: readonly string[];
  /** Its branch goes into the header where that is safe. */
  readonly env?: RemoteEnvironment;
  readonly body?: unknown;
  /** Which of the server's limits counts it. */
  readonly bucket?: 'general' | 'deploy';
  /** Another credential than the connection's own, or none. */
  readonly as?: { readonly key: string } | 'nobody';
  readonly signal?: AbortSignal | undefined;
}

/** What is known of a credential without keeping it. */
export interface Credential {
  readonly type: CredentialType;
  /** Tells credentials of one server apart. */
  readonly digest: string;
}

export interface Client {
  /**
   * Sends a call that changes nothing, again where that may help, and gives what the server says below 500.
   *
   * Fails: `server`; answers that refuse (400 to 499) are for the caller to tell.
   */
  readonly ask: (call: Call) => Promise<Reply>;
  /** The same, and the answer is of that shape. Fails: `server`. */
  readonly get: <T>(call: Call, shape: ZodType<T>) => Promise<T>;
  /**
   * Sends a call that may change something: again only where it surely did nothing (not connected, or limited).
   *
   * `signal` counts until it leaves. Fails: `server`, and then it did not leave.
   */
  readonly change: (call: Call) => Promise<Outcome>;
  readonly credential: () => Promise<Credential>;
  /** What the person says the server speaks. */
  readonly knownFlavour: () => Flavour | undefined;
  readonly failure: (problem: ServerProblem, status?: number) => Failure;
  readonly waiting: () => Waiting;
  readonly close: () => void;
}

export function createClient(options: ApiOptions, pace: Pace): Client {
  const transport = createTransport(pace);
  const queue = createQueue(options.now, pace);
  const closed = new AbortController();

  const failure: Client['failure'] = (problem, status) => {
    const server = options.connection().name;
    return new Failure({ code: 'server', problem, server, ...(status === undefined ? {} : { status }) });
  };

  const target = (): Target => {
    const { url, allowHttp, caFile, stayOffline } = options.connection();
    if (closed.signal.aborted || stayOffline) throw failure('offline');
    const { origin, isExposed } = apiOrigin(url);
    if (isExposed && !allowHttp) throw failure('insecure');
    return { origin, caFile };
  };

  const ownToken = async (): Promise<string> => {
    const token = await options.token();
    if (token === undefined) throw failure('no-credential');
    // Anything else cannot be a header, and what the HTTP client says then would quote it.
    if (!/^[\x21-\x7e]+$/.test(token)) throw failure('unauthorized');
    return token;
  };

  const sent = async ({ method = 'GET', path, env, body, as }: Call): Promise<Sent> => {
    const token = as === 'nobody' ? undefined : (as?.key ?? (await ownToken()));
    return {
      method,
      path: `/api/${path.map((part) => encoded(part, failure)).join('/')}`,
      headers: {
        accept: 'application/json',
        'user-agent': 'platos-console', // some proxies refuse who gives no name
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...branchHeader(env, options.connection().flavour),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    };
  };

  /** Ends waiting: by the caller, or because the connection is closed. */
  const patience = ({ signal }: Call): AbortSignal =>
    signal === undefined ? closed.signal : AbortSignal.any([closed.signal, signal]);

  /** Through the queue: an answer that is a 429 only where it is refused for longer than one waits. */
  const exchange = async (call: Call, signal: AbortSignal | undefined): Promise<Outcome> => {
    const budget = typeof call.as === 'object' ? 'of a key' : (call.bucket ?? 'general');
    const outcome = await queue.pass(budget, patience(call), async () =>
      transport.send(target(), await sent(call), signal),
    );
    if (outcome === 'too long') throw failure('busy');
    return outcome;
  };

  /** Again after each pause, as long as the outcome says that this may help. */
  const persist = async (
    call: Call,
    signal: AbortSignal | undefined,
    mayHelp: (outcome: Outcome) => boolean,
  ): Promise<Outcome> => {
    for (const pause of pace.againMs) {
      const outcome = await exchange(call, signal);
      if (!mayHelp(outcome)) return outcome;
      await pace.sleep(pause, patience(call));
    }
    return exchange(call, signal);
  };

  const ask: Client['ask'] = async (call) => {
    const outcome = await persist(call, call.signal, mayHelpToAskAgain);
    if ('problem' in outcome) throw failure(outcome.problem, outcome.status);
    const reply = replyOf(outcome.answer);
    if (reply.status >= 300 && (reply.status < 400 || reply.status >= 500))
      throw failure(problemOfReply(reply) ?? 'error', reply.status);
    return reply;
  };

  return {
    ask,
    get: async (call, shape) => {
      const reply = await ask(call);
      const problem = problemOfReply(reply);
      if (problem !== undefined) throw failure(problem, reply.status);
      const parsed = shape.safeParse(reply.body);
      if (!parsed.success) throw failure('not-a-server', reply.status);
      return parsed.data;
    },
    change: (call) =>
      persist(call, undefined, (outcome) => 'problem' in outcome && !outcome.left && isPassing(outcome)),
    credential: async () => {
      const token = await ownToken();
      return { type: credentialType(token), digest: createHash('sha256').update(token).digest('hex') };
    },
    knownFlavour: () => options.connection().flavour,
    failure,
    waiting: queue.waiting,
    close: () => {
      closed.abort(failure('offline'));
      transport.close();
    },
  };
}

/** A part of a path. Dots alone would be resolved by the server, and an empty part would name the list. */
function encoded(part: string, failure: Client['failure']): string {
  if (!isAddressable(part)) throw failure('gone');
  return encodeURIComponent(part);
}

/** Whether a text can be a part of a path. */
export const isAddressable = (part: string): boolean => !/^\.{0,2}$/.test(part) && part.isWellFormed();

const isPassing = (outcome: { readonly problem: ServerProblem }): boolean =>
  outcome.problem === 'unreachable' || outcome.problem === 'cut';

const mayHelpToAskAgain = (outcome: Outcome): boolean =>
  'problem' in outcome ? isPassing(outcome) : outcome.answer.status >= 500;
