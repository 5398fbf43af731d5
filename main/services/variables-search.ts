import type { EnvironmentRef } from '../../core/environment.ts';
import { type Context, workspaceOf } from './context.ts';
import { stateOf } from './draft-state.ts';
import { readDrafts } from './drafts-table.ts';
import { findEnvironment } from './find-environment.ts';
import { sideOf } from './gather-facts.ts';

interface Input {
  readonly env: EnvironmentRef;
  readonly text: string;
}

/**
 * Which keys hold a text in their value, saved or draft, in any letter case. Sorted; values stay in main.
 *
 * Hidden values are not searched.
 */
export async function searchValues(context: Context, { env, text }: Input): Promise<{ keys: string[] }> {
  await findEnvironment(context, env);
  const saved = await workspaceOf(context, env.workspaceId).readVariables(env);
  const values = new Map(saved.map((variable) => [variable.key, variable.value]));
  const sides = new Map(saved.map((variable) => [variable.key, sideOf(variable)]));
  for (const draft of readDrafts(context, env))
    values.set(draft.key, stateOf(draft, sides.get(draft.key) ?? null, context.fingerprint)?.value);
  const wanted = text.toLowerCase();
  const keys = [...values].filter(([, value]) => value?.toLowerCase().includes(wanted)).map(([key]) => key);
  return { keys: keys.sort() };
}
