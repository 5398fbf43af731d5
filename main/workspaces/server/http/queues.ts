import { z } from 'zod';
import { Failure } from '../../../../core/errors.ts';
import type { QueueStep, RemoteEnvironment, RemoteQueue, WriteAnswer } from '../api.ts';
import { problemOfReply, type Reply, sentenceOf } from './answers.ts';
import type { Client } from './client.ts';
import { byEnvironmentKey } from './environment-key.ts';
import type { AskKeyOwner } from './key-owner.ts';
import type { Call } from './requests.ts';
import { writeAnswerOf } from './write-answer.ts';

const Limit = z.number().int().min(0).nullish();
const Count = z.number().int().min(0);

/** More fields than these are fine. Older servers tell no parts of a limit: then it is the queue's own. */
const Item = z.object({
  id: z.string().min(1).max(190),
  name: z.string().min(1).max(190),
  type: z.enum(['task', 'custom']),
  running: Count,
  queued: Count,
  paused: z.boolean(),
  concurrencyLimit: Limit,
  concurrency: z.object({ base: Limit, override: Limit }).nullish(),
});
const Page = z.object({
  data: z.array(Item),
  pagination: z.object({ totalPages: Count, count: Count }),
});

const perPage = 100;
/** Of a thousand times a hundred queues; a list that goes on behind that has no end. */
const mostPages = 1_000;
/** Queues may come and go while their pages are read; a list that never stands still is none. */
const tries = 3;

/** All queues of an environment, by its key: complete or a failure. Fails: `server`, `unsupported`. */
export async function listQueues(
  client: Client,
  askOwner: AskKeyOwner,
  env: RemoteEnvironment,
  signal: AbortSignal | undefined,
): Promise<readonly RemoteQueue[]> {
  const by = await credentialFor(client, askOwner, env, signal);
  for (let left = tries; left > 0; left -= 1) {
    const found = await allPages(client, { env, signal, ...by });
    if (found !== undefined) return found.map(queueOf);
  }
  throw client.failure('cut');
}

/** One queue by its id; undefined where it is not there. Fails as `listQueues`. */
export async function findQueue(
  client: Client,
  askOwner: AskKeyOwner,
  env: RemoteEnvironment,
  id: string,
  signal: AbortSignal | undefined,
): Promise<RemoteQueue | undefined> {
  const by = await credentialFor(client, askOwner, env, signal);
  const reply = await client.ask({
    path: ['v1', 'queues', id],
    query: { type: 'id' },
    env,
    signal,
    ...by,
  });
  if (reply.status === 404) return undefined;
  const problem = problemOfReply(reply);
  if (problem !== undefined) throw client.failure(problem, reply.status);
  const parsed = Item.safeParse(reply.body);
  if (!parsed.success) throw client.failure('not-a-server', reply.status);
  return queueOf(parsed.data);
}

type Asking = Pick<Call, 'env' | 'signal' | 'as'>;

/** Undefined where the pages do not fit together. */
async function allPages(
  client: Client,
  asking: Asking,
): Promise<readonly z.infer<typeof Item>[] | undefined> {
  const found = new Map<string, z.infer<typeof Item>>();
  for (let page = 1; page <= mostPages; page += 1) {
    const before = found.size;
    const query = { page: String(page), perPage: String(perPage) };
    const { data, pagination } = await client.get({ path: ['v1', 'queues'], query, ...asking }, Page);
    for (const item of data) found.set(item.id, item);
    // A page that brings nothing new is none: a server that says so of each would be asked for ever.
    if (page < pagination.totalPages && found.size > before) continue;
    return found.size === pagination.count ? [...found.values()] : undefined;
  }
  throw client.failure('too-large');
}

function queueOf(item: z.infer<typeof Item>): RemoteQueue {
  const { id, name, type, running, queued, paused, concurrencyLimit, concurrency } = item;
  const override = concurrency?.override ?? null;
  const limit = concurrency == null ? (concurrencyLimit ?? null) : (concurrency.base ?? null);
  return { id, name, type, running, queued, paused, limit, override };
}

/**
 * Change one queue, step by step until one is not accepted.
 *
 * A step that is refused behind one that was carried out leaves the queue changed in part: that is `unknown`, to be
 * read back. Rejects with the signal's reason before the first step left.
 */
export async function changeQueue(
  client: Client,
  askOwner: AskKeyOwner,
  env: RemoteEnvironment,
  id: string,
  steps: readonly QueueStep[],
  signal: AbortSignal | undefined,
): Promise<WriteAnswer> {
  const by = await credentialFor(client, askOwner, env, signal);
  for (const [at, step] of steps.entries()) {
    const { path, body } = requestOf(step);
    const call: Call = { method: 'POST', path: ['v1', 'queues', id, ...path], body, env, ...by };
    // Once the first has left, the rest follows it whatever happens.
    const outcome = await client.change(at === 0 ? { ...call, signal } : call);
    const answer = writeAnswerOf(client, outcome, { done: Item, refusal: refusalOf });
    if (answer.answer === 'accepted') continue;
    return at === 0 ? answer : inPart(answer);
  }
  return { answer: 'accepted' };
}

function requestOf(step: QueueStep): { readonly path: readonly string[]; readonly body: object } {
  if (step.do === 'override')
    return {
      path: ['concurrency', 'override'],
      body: { type: 'id', concurrencyLimit: step.limit },
    };
  if (step.do === 'reset') return { path: ['concurrency', 'reset'], body: { type: 'id' } };
  return { path: ['pause'], body: { type: 'id', action: step.do } };
}

function inPart(answer: Exclude<WriteAnswer, { answer: 'accepted' }>): WriteAnswer {
  const why = answer.answer === 'stop' ? 'The server takes no writes any more.' : answer.reason;
  return { answer: 'unknown', reason: `Only a part of it was taken. ${why}` };
}

function refusalOf(reply: Reply): string | undefined {
  const { status, body } = reply;
  const says = sentenceOf(body);
  if (/^queue-not-found/i.test(says)) return 'The queue is not there any more.';
  if (status === 401 || status === 403 || status === 404 || status === 405) return undefined;
  if (status === 400 && problemOfReply(reply) === 'forbidden') return undefined;
  if (/not overridden/i.test(says)) return 'Its own limit holds already.';
  if (/cannot exceed/i.test(says)) return 'The limit is above what the whole environment may run at a time.';
  return `The server does not take it (HTTP ${status}).`;
}

async function credentialFor(
  client: Client,
  askOwner: AskKeyOwner,
  env: RemoteEnvironment,
  signal: AbortSignal | undefined,
): Promise<Pick<Call, 'as'>> {
  const { slug, branch } = env;
  if (slug === 'preview' && branch === undefined)
    throw unsupported('Its queues are those of its branches: each branch is an environment of its own here.');
  const by = await byEnvironmentKey(client, askOwner, env, signal);
  if (by !== undefined) return by;
  throw unsupported(
    'Queues are reached with the key of their environment. The server gives none for this one: it has keys for development, staging, production and the branches of preview at most.',
  );
}

const unsupported = (why: string): Failure => new Failure({ code: 'unsupported', what: 'queues', why });
