import type { EnvironmentRef } from '../../../core/environment.ts';
import type { VariableKind } from '../../../core/variable.ts';
import { ask } from '../../api/bridge.ts';
import { nameSome } from '../../api/error-text.ts';
import { confirm } from '../../state/questions.ts';
import { toast } from '../../state/toasts.ts';
import { tellFailure } from '../../values/use-reveal.ts';
import { isGhost, type VariableRow } from './row.ts';

/** Mark rows for removal. A row that only exists as a draft loses it; one that is marked already is kept again. */
export async function toggleDeleted(env: EnvironmentRef, rows: readonly VariableRow[]): Promise<void> {
  const here = rows.filter((row) => !isGhost(row));
  const back = here.every((row) => row.mark === 'deleted');
  const dropped = here.filter((row) => back || row.saved === undefined).map((row) => row.key);
  const marked = back ? [] : here.filter((row) => row.saved !== undefined && row.mark !== 'deleted');
  try {
    if (dropped.length > 0) await ask('drafts.discard', { env, keys: dropped });
    if (marked.length > 0)
      await ask('drafts.put', { env, patches: marked.map(({ key }) => ({ key, deleted: true as const })) });
  } catch (thrown) {
    tellFailure(thrown);
  }
}

export async function setKind(
  env: EnvironmentRef,
  rows: readonly VariableRow[],
  kind: VariableKind,
): Promise<void> {
  const patches = rows
    .filter((row) => !isGhost(row) && row.mark !== 'deleted' && row.meta.kind !== kind)
    .map(({ key }) => ({ key, kind }));
  if (patches.length > 0) await ask('drafts.put', { env, patches }).catch(tellFailure);
}

export async function discardDrafts(env: EnvironmentRef, rows: readonly VariableRow[]): Promise<void> {
  const keys = rows.filter((row) => row.draft !== undefined).map((row) => row.key);
  if (keys.length > 0) await ask('drafts.discard', { env, keys }).catch(tellFailure);
}

export async function discardAll(env: EnvironmentRef, name: string, count: number): Promise<void> {
  const yes = await confirm({
    title: `Discard ${count === 1 ? 'the draft' : `all ${count} drafts`} in ${name}?`,
    text: 'The saved values stay as they are. Ctrl+Z brings the drafts back.',
    yes: 'Discard',
    danger: true,
  });
  if (yes) await ask('drafts.discard', { env }).catch(tellFailure);
}

/** Steps are kept while the console runs: drafts of an earlier run are discarded, not undone. */
const nothingToUndo =
  'Nothing to undo since the console was started. Ctrl+Backspace discards the draft of a row.';

/** One step back or forward over the drafts; gives the first key it touched. */
export async function stepDrafts(env: EnvironmentRef, step: 'undo' | 'redo'): Promise<string | undefined> {
  try {
    const { keys } = await ask(`drafts.${step}`, { env });
    if (keys.length === 0) toast('info', step === 'undo' ? nothingToUndo : 'No draft to redo.');
    else toast('info', `${step === 'undo' ? 'Undone' : 'Redone'}: ${nameSome(keys)}.`);
    return keys[0];
  } catch (thrown) {
    tellFailure(thrown);
    return undefined;
  }
}
