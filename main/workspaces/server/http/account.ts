import { Account } from '../../../../core/connection.ts';
import { inOneLine } from '../../../../core/invisible.ts';
import type { Client } from './client.ts';
import type { AskKeyOwner } from './key-owner.ts';

/** Whose the credential is; for an environment's key, which environment's. Fails: `server`, `unsupported`. */
export async function whoAmI(client: Client, askOwner: AskKeyOwner, signal?: AbortSignal): Promise<Account> {
  const owner = await askOwner(signal);
  if (owner === undefined) {
    const { email, userId } = await client.get({ path: ['v2', 'whoami'], signal }, Account);
    return { email: inOneLine(email), userId };
  }
  return { email: `${owner.project.name} / ${owner.slug}`.slice(0, 320), userId: owner.userId ?? owner.id };
}
