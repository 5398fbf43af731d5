import { z } from 'zod';
import type { Account } from '../api.ts';
import type { Client } from './client.ts';
import type { AskKeyOwner } from './key-owner.ts';

const Whoami = z.object({ userId: z.string(), email: z.string() });

/** Whose the credential is; for an environment's key, which environment's. Fails: `server`, `unsupported`. */
export async function whoAmI(client: Client, askOwner: AskKeyOwner, signal?: AbortSignal): Promise<Account> {
  const owner = await askOwner(signal);
  if (owner === undefined) return client.get({ path: ['v2', 'whoami'], signal }, Whoami);
  return { email: `${owner.project.name} / ${owner.slug}`, userId: owner.userId ?? owner.id };
}
