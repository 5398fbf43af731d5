import { z } from 'zod';
import type { RemoteEnvironment } from '../api.ts';
import { problemOfReply } from './answers.ts';
import type { Client } from './client.ts';
import { keyWords } from './environments.ts';
import type { AskKeyOwner } from './key-owner.ts';
import type { Call } from './requests.ts';

const Key = z.object({ apiKey: z.string().regex(/^[\x21-\x7e]+$/) });

/**
 * The credential for routes that take the key of an environment alone, to be used at once and dropped.
 *
 * Empty where the connection's own credential is that key. Undefined where the server gives no key: for a slug that is
 * none of the usual four, and in every environment of a server without such keys. Fails: `server`.
 */
export async function byEnvironmentKey(
  client: Client,
  askOwner: AskKeyOwner,
  env: RemoteEnvironment,
  signal: AbortSignal | undefined,
): Promise<Pick<Call, 'as'> | undefined> {
  if ((await askOwner(signal)) !== undefined) return {};
  const word = keyWords.find(([, slug]) => slug === env.slug)?.[0];
  if (word === undefined) return undefined;
  const path = ['v1', 'projects', env.projectRef, word];
  const reply = await client.ask({ path, env, bucket: 'deploy', signal });
  if (reply.status === 400 || (reply.status === 404 && reply.body === undefined)) return undefined;
  const problem = problemOfReply(reply);
  if (problem !== undefined) throw client.failure(problem, reply.status);
  const parsed = Key.safeParse(reply.body);
  if (!parsed.success) throw client.failure('not-a-server', reply.status);
  return { as: { key: parsed.data.apiKey } };
}
