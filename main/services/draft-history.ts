import type { EnvironmentRef } from '../../core/environment.ts';
import { type Context, perContext } from './context.ts';
import type { DraftContent } from './drafts-table.ts';

/** The drafts of some keys before and after one step of editing; undefined where there is none. */
export interface Step {
  readonly group: string | undefined;
  readonly keys: ReadonlyMap<
    string,
    { readonly before: DraftContent | undefined; readonly after: DraftContent | undefined }
  >;
}

interface Stacks {
  undo: Step[];
  redo: Step[];
}

/** Steps kept per environment. */
const depth = 200;

const stacksOf = perContext(() => new Map<string, Stacks>());

/** Remember a step. Keystrokes of one editor share a group and are one step. A new step ends what could be redone. */
export function recordStep(context: Context, env: EnvironmentRef, step: Step): void {
  const stacks = stacksAt(context, env);
  const top = stacks.undo.at(-1);
  const merges = step.group !== undefined && top?.group === step.group && stacks.redo.length === 0;
  stacks.redo = [];
  if (merges && top !== undefined) stacks.undo[stacks.undo.length - 1] = merged(top, step);
  else stacks.undo.push(step);
  if (stacks.undo.length > depth) stacks.undo.shift();
}

/**
 * Take the last step for going back (`undo`) or forth (`redo`), or that of a group; it moves to the other stack.
 * A key that a later step touched too is left to that one, which then began where the taken one did.
 */
export function takeStep(
  context: Context,
  env: EnvironmentRef,
  way: 'undo' | 'redo',
  group?: string,
): Step | undefined {
  const stacks = stacksAt(context, env);
  const at = stacks[way].findLastIndex((step) => group === undefined || step.group === group);
  const found = stacks[way][at];
  if (found === undefined) return undefined;
  const { taken, later } = detached(found, stacks[way].slice(at + 1));
  stacks[way] = [...stacks[way].slice(0, at), ...later];
  if (taken.keys.size > 0) stacks[way === 'undo' ? 'redo' : 'undo'].push(taken);
  return taken;
}

function detached(step: Step, later: readonly Step[]): { taken: Step; later: readonly Step[] } {
  const own = new Map(step.keys);
  const moved = later.map((each): Step => {
    const keys = new Map(each.keys);
    for (const [key, { after }] of each.keys) {
      const first = own.get(key);
      if (first === undefined) continue;
      keys.set(key, { before: first.before, after });
      own.delete(key);
    }
    return { ...each, keys };
  });
  return { taken: { ...step, keys: own }, later: moved };
}

/** Forget what was edited of these keys: they were applied or purged. */
export function dropUndoSteps(context: Context, env: EnvironmentRef, keys: readonly string[]): void {
  const stacks = stacksAt(context, env);
  const gone = new Set(keys);
  const without = (steps: readonly Step[]): Step[] =>
    steps
      .map((step) => ({ ...step, keys: new Map([...step.keys].filter(([key]) => !gone.has(key))) }))
      .filter((step) => step.keys.size > 0);
  stacks.undo = without(stacks.undo);
  stacks.redo = without(stacks.redo);
}

function merged(first: Step, second: Step): Step {
  const keys = new Map(first.keys);
  for (const [key, { before, after }] of second.keys)
    keys.set(key, { before: keys.has(key) ? keys.get(key)?.before : before, after });
  return { group: second.group, keys };
}

function stacksAt(context: Context, env: EnvironmentRef): Stacks {
  const all = stacksOf(context);
  const name = JSON.stringify([env.workspaceId, env.projectId, env.slug]);
  const existing = all.get(name);
  if (existing !== undefined) return existing;
  const stacks: Stacks = { undo: [], redo: [] };
  all.set(name, stacks);
  return stacks;
}
