import { carry } from '../../core/carry.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import type { Context } from './context.ts';
import { type DraftEdit, editDrafts } from './edit-drafts.ts';
import { findEnvironment, findWritable } from './find-environment.ts';
import { readSides } from './gather-facts.ts';

interface Input {
  readonly env: EnvironmentRef;
  readonly from: EnvironmentRef;
  readonly keys: readonly string[];
  readonly undoGroup?: string | undefined;
}

/**
 * Make drafts of another environment's saved values. Main reads them; the window sees none.
 *
 * @returns `carried`, and `left`: hidden there, or not set there
 */
export async function carryDrafts(
  context: Context,
  { env, from, keys, undoGroup }: Input,
): Promise<{ carried: string[]; left: string[] }> {
  await findWritable(context, env);
  await findEnvironment(context, from);
  if (from.workspaceId === env.workspaceId && from.projectId === env.projectId && from.slug === env.slug)
    throw new Failure({ code: 'invalid-input', issues: [{ path: 'from', reason: 'the same environment' }] });
  const sources = await readSides(context, from, keys);
  const edits = new Map<string, DraftEdit>();
  for (const [key, source] of sources) {
    if (source.value === undefined) continue;
    edits.set(key, ({ draft, saved }) => {
      const carried = carry(source, saved);
      return carried === undefined ? draft : { ...carried, note: carried.note ?? '' };
    });
  }
  if (edits.size > 0) await editDrafts(context, env, edits, undoGroup);
  const wanted = [...new Set(keys)];
  return { carried: [...edits.keys()], left: wanted.filter((key) => !edits.has(key)) };
}
