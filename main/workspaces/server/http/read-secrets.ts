import { z } from 'zod';
import type { RemoteEnvironment } from '../api.ts';
import { problemOfReply } from './answers.ts';
import type { Client } from './client.ts';
import { keyWords } from './environments.ts';
import type { AskKeyOwner } from './key-owner.ts';

const Key = z.object({ apiKey: z.string().regex(/^[\x21-\x7e]+$/) });
const Values = z.object({ variables: z.custom<Readonly<Record<string, string>>>(isTexts) });

/** Not as a record of zod, which would lose a variable called `__proto__`. */
function isTexts(found: unknown): boolean {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return false;
  return Object.values(found).every((value) => typeof value === 'string');
}

/**
 * All values of an environment in plain, by its key, which is used at once and dropped.
 *
 * Undefined where the server gives no such key. What the platform sets itself is left out.
 */
export async function readSecrets(
  client: Client,
  askOwner: AskKeyOwner,
  env: RemoteEnvironment,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, string> | undefined> {
  const isOwnKey = (await askOwner(signal)) !== undefined;
  const key = isOwnKey ? undefined : await keyOf(client, env, signal);
  if (!isOwnKey && key === undefined) return undefined;
  const { variables } = await client.get(
    {
      path: ['v1', 'projects', env.projectRef, 'envvars'],
      bucket: 'deploy',
      env,
      signal,
      ...(key === undefined ? {} : { as: { key } }),
    },
    Values,
  );
  return new Map(
    Object.entries(variables)
      .filter(([name]) => !isBuiltIn(name))
      .map(([name, value]) => [name === renamed.to ? renamed.from : name, value]),
  );
}

async function keyOf(
  client: Client,
  env: RemoteEnvironment,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const word = keyWords.find(([, slug]) => slug === env.slug)?.[0];
  if (word === undefined) return undefined;
  const path = ['v1', 'projects', env.projectRef, word];
  const reply = await client.ask({ path, env, bucket: 'deploy', signal });
  if (reply.status === 400 || (reply.status === 404 && reply.body === undefined)) return undefined;
  const problem = problemOfReply(reply);
  if (problem !== undefined) throw client.failure(problem, reply.status);
  const parsed = Key.safeParse(reply.body);
  if (!parsed.success) throw client.failure('not-a-server', reply.status);
  return parsed.data.apiKey;
}

/** The one variable that runs get under another name. */
const renamed = { from: 'OTEL_RESOURCE_ATTRIBUTES', to: 'CUSTOM_OTEL_RESOURCE_ATTRIBUTES' };

/** Here the platform's own value may stand in place of the stored one, so it tells nothing. */
const isBuiltIn = (name: string): boolean => /^(?:TRIGGER_|OTEL_|USAGE_|HEARTBEAT_INTERVAL_MS$)/.test(name);
