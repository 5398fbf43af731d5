import type { EnvironmentRef } from '../../core/environment.ts';
import { type Context, workspaceOf } from './context.ts';
import { stateOf } from './draft-state.ts';
import { readDrafts } from './drafts-table.ts';
import { findEnvironment } from './find-environment.ts';
import { sideOf } from './gather-facts.ts';
import { isOpen } from './value-source.ts';

interface Input {
  readonly env: EnvironmentRef;
  readonly text: string;
}

/**
 * Which keys hold a text in their value, saved or draft, in any letter case. Sorted; values stay in main.
 *
 * Only values that the grid shows are searched: of a masked one, text after text tells it without a reveal. `masked`
 * counts those left out. Hidden values are not searched.
 */
export async function searchValues(
  context: Context,
  { env, text }: Input,
): Promise<{ keys: string[]; masked: number }> {
  const { environment } = await findEnvironment(context, env);
  const saved = await workspaceOf(context, env.workspaceId).readVariables(env);
  const sides = new Map(saved.map((variable) => [variable.key, sideOf(variable)]));
  const drafts = new Map(readDrafts(context, env).map((draft) => [draft.key, draft]));
  const wanted = text.toLowerCase();
  const keys: string[] = [];
  let masked = 0;
  for (const key of new Set([...sides.keys(), ...drafts.keys()])) {
    const side = sides.get(key) ?? null;
    const draft = drafts.get(key);
    const state = draft === undefined ? side : stateOf(draft, side, context.fingerprint);
    if (state?.value === undefined) continue;
    if (!isOpen(environment.showPlainValues, [state, side])) masked += 1;
    else if (state.value.toLowerCase().includes(wanted)) keys.push(key);
  }
  return { keys: keys.sort(), masked };
}
