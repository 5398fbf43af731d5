import type { EnvironmentRef } from '../../core/environment.ts';
import type { Context } from './context.ts';
import { takeStep } from './draft-history.ts';
import { normalized } from './draft-state.ts';
import { writeDraft } from './drafts-table.ts';
import { findWritable } from './find-environment.ts';
import { readSides } from './gather-facts.ts';

interface Input {
  readonly env: EnvironmentRef;
  /** The step of this group; the last one when absent. */
  readonly undoGroup?: string | undefined;
}

/** Take back the last step of editing drafts; answers the keys it touched, none when there is nothing to take back. */
export const undoDrafts = (context: Context, input: Input): Promise<{ keys: string[] }> =>
  step(context, input, 'undo');

/** Do again what `undoDrafts` took back. */
export const redoDrafts = (context: Context, input: Input): Promise<{ keys: string[] }> =>
  step(context, input, 'redo');

async function step(
  context: Context,
  { env, undoGroup }: Input,
  way: 'undo' | 'redo',
): Promise<{ keys: string[] }> {
  await findWritable(context, env);
  const taken = takeStep(context, env, way, undoGroup);
  if (taken === undefined) return { keys: [] };
  const saved = await readSides(context, env, [...taken.keys.keys()]);
  context.store.transaction(() => {
    for (const [key, { before, after }] of taken.keys) {
      const content = way === 'undo' ? before : after;
      const next = content === undefined ? undefined : normalized(content, saved.get(key) ?? null);
      writeDraft(context, env, key, next);
    }
  });
  context.emit('drafts.changed', { env });
  return { keys: [...taken.keys.keys()] };
}
