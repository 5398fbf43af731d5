import type { DraftMeta, DraftPatch } from '../../core/draft.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { keyIssues, refuseIssues, valueIssues } from './check-values.ts';
import type { Context } from './context.ts';
import { type Draft, type DraftContent, readDraft } from './drafts-table.ts';
import { type DraftEdit, editDrafts } from './edit-drafts.ts';
import { findWritable } from './find-environment.ts';
import { readSides } from './gather-facts.ts';

interface Input {
  readonly env: EnvironmentRef;
  readonly patches: readonly DraftPatch[];
  readonly undoGroup?: string | undefined;
}

/**
 * Merge patches into the drafts of an environment. On disk when this returns.
 *
 * @returns the drafts of these keys; a key whose draft would change nothing has none
 * Fails: `invalid-input` with the path of the patch, `not-found`, `refused` (archived).
 */
export async function putDrafts(
  context: Context,
  { env, patches, undoGroup }: Input,
): Promise<{ drafts: DraftMeta[] }> {
  await findWritable(context, env);
  refuseIssues(valueIssues(patches, 'patches'));
  const known = await readSides(
    context,
    env,
    patches.map(({ key }) => key),
  );
  const isKnown = (key: string): boolean => known.has(key) || readDraft(context, env, key) !== undefined;
  const keys = patches.map(({ key }) => key);
  refuseIssues(keyIssues(keys, isKnown, (index) => `patches.${index}.key`));
  const edits = new Map<string, DraftEdit>();
  for (const [key, ofKey] of Map.groupBy(patches, (patch) => patch.key))
    edits.set(key, ({ draft }) => ofKey.reduce<Content | undefined>(merged, draft));
  return { drafts: [...(await editDrafts(context, env, edits, undoGroup))] };
}

type Content = Omit<DraftContent, 'base'>;

function merged(draft: Content | Draft | undefined, patch: DraftPatch): Content {
  if (patch.deleted) return { deleted: true };
  const from = draft === undefined || draft.deleted ? {} : draft;
  return {
    value: patch.value ?? from.value,
    kind: patch.kind ?? from.kind,
    note: patch.note ?? from.note,
    renamedFrom: from.renamedFrom,
  };
}
