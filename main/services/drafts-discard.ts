import type { EnvironmentRef } from '../../core/environment.ts';
import type { Context } from './context.ts';
import { readDrafts } from './drafts-table.ts';
import { editDrafts } from './edit-drafts.ts';
import { findEnvironment } from './find-environment.ts';

interface Input {
  readonly env: EnvironmentRef;
  readonly keys?: readonly string[] | undefined;
}

/** Throw drafts away, all of them or those of `keys`. One step of undo. */
export async function discardDrafts(context: Context, { env, keys }: Input): Promise<{ discarded: number }> {
  await findEnvironment(context, env);
  const named = keys === undefined ? undefined : new Set(keys);
  const gone = readDrafts(context, env).filter(({ key }) => named === undefined || named.has(key));
  if (gone.length > 0) await editDrafts(context, env, new Map(gone.map(({ key }) => [key, () => undefined])));
  return { discarded: gone.length };
}
