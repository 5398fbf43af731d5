import { z } from 'zod';
import { credentialType } from '../../../../core/connection.ts';
import { Failure } from '../../../../core/errors.ts';
import type { ApiOptions } from '../api.ts';
import { createClient } from './client.ts';
import { type Pace, usualPace } from './pace.ts';

/** Tokens as both services list them. */
export const ListedTokens = z.object({
  tokens: z.array(
    z.object({
      expiresAt: z.iso.datetime().nullish(),
      lastUsedAt: z.iso.datetime().nullish(),
      revokedAt: z.iso.datetime().nullish(),
    }),
  ),
});

/**
 * When a token of Platos expires, as its server tells the token itself. Unix milliseconds.
 *
 * The server lists the account's tokens without saying which one asks: it is the one that was used last.
 *
 * @returns undefined where it never expires, cannot be told from another, may not read the list, or is of another kind
 */
export async function tokenExpiry(options: ApiOptions, pace: Pace = usualPace): Promise<number | undefined> {
  if (credentialType((await options.token()) ?? '') !== 'platos-pat') return undefined;
  const client = createClient(options, pace);
  try {
    return expiryOfLastUsed(await client.get({ path: ['v1', 'user', 'pat'] }, ListedTokens));
  } catch (error) {
    if (error instanceof Failure) return undefined; // it is told where it can be
    throw error;
  } finally {
    client.close();
  }
}

/** Of the token that was used last, where one was alone in that. Unix milliseconds. */
export function expiryOfLastUsed({ tokens }: z.infer<typeof ListedTokens>): number | undefined {
  const used = tokens
    .filter(({ revokedAt }) => revokedAt === null || revokedAt === undefined)
    .map(({ lastUsedAt, expiresAt }) => ({ at: timeOf(lastUsedAt) ?? 0, expiresAt: timeOf(expiresAt) }))
    .sort((a, b) => b.at - a.at);
  const [own, next] = used;
  return own?.at === next?.at ? undefined : own?.expiresAt;
}

const timeOf = (text: string | null | undefined): number | undefined =>
  text === null || text === undefined ? undefined : Date.parse(text);
