import type { WantedChange } from '../../core/changeset-plan.ts';
import type { DraftPatch } from '../../core/draft.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { refuseIssues, valueIssues } from './check-values.ts';
import type { Context } from './context.ts';
import { wantedOf } from './draft-state.ts';
import { readDrafts } from './drafts-table.ts';
import { findEnvironment } from './find-environment.ts';
import type { Wanted } from './make-plan.ts';

/** All drafts of the environment, or only those of `keys`. */
export async function fromDrafts(
  context: Context,
  env: EnvironmentRef,
  keys: readonly string[] | undefined,
): Promise<Wanted> {
  const { environment } = await findEnvironment(context, env);
  const named = keys === undefined ? undefined : new Set(keys);
  const drafts = readDrafts(context, env).filter(({ key }) => named === undefined || named.has(key));
  const wanted = drafts.map(wantedOf);
  return { wanted, title: `Save ${counted(drafts.length, 'draft')} in ${environment.name}` };
}

/** Changes asked for at once, without drafts. Fails: `invalid-input`. */
export async function fromPatches(
  context: Context,
  env: EnvironmentRef,
  patches: readonly DraftPatch[],
): Promise<Wanted> {
  refuseIssues(valueIssues(patches, 'source.patches'));
  const { environment } = await findEnvironment(context, env);
  const wanted = patches.map(
    ({ key, value, kind, note, deleted }): WantedChange =>
      deleted ? { type: 'delete', key } : { type: 'set', key, value, kind, note },
  );
  return { wanted, title: `Change ${counted(wanted.length, 'variable')} in ${environment.name}` };
}

/** "1 draft", "3 drafts". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
