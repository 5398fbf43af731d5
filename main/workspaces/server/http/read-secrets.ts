import { z } from 'zod';
import type { RemoteEnvironment } from '../api.ts';
import type { Client } from './client.ts';
import { byEnvironmentKey } from './environment-key.ts';
import type { AskKeyOwner } from './key-owner.ts';

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
  const byKey = await byEnvironmentKey(client, askOwner, env, signal);
  if (byKey === undefined) return undefined;
  const path = ['v1', 'projects', env.projectRef, 'envvars'];
  const { variables } = await client.get({ path, bucket: 'deploy', env, signal, ...byKey }, Values);
  return new Map(
    Object.entries(variables)
      .filter(([name]) => !isBuiltIn(name))
      .map(([name, value]) => [name === renamed.to ? renamed.from : name, value]),
  );
}

/** The one variable that runs get under another name. */
const renamed = { from: 'OTEL_RESOURCE_ATTRIBUTES', to: 'CUSTOM_OTEL_RESOURCE_ATTRIBUTES' };

/** Here the platform's own value may stand in place of the stored one, so it tells nothing. */
const isBuiltIn = (name: string): boolean => /^(?:TRIGGER_|OTEL_|USAGE_|HEARTBEAT_INTERVAL_MS$)/.test(name);
