import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import type { Side } from '../../core/side.ts';
import { keyIssues, refuseIssues } from './check-values.ts';
import type { Context } from './context.ts';
import { stateOf } from './draft-state.ts';
import { type Draft, readDraft } from './drafts-table.ts';
import { type DraftEdit, editDrafts } from './edit-drafts.ts';
import { findWritable } from './find-environment.ts';
import { readSides } from './gather-facts.ts';

interface Input {
  readonly env: EnvironmentRef;
  readonly from: string;
  readonly to: string;
}

/**
 * Rename a variable as drafts: its old name deleted, its new one set. One step of undo.
 *
 * Fails: `not-found`, `already-exists` (the new name), `refused` (a hidden value cannot move), `invalid-input`.
 */
export async function renameDraft(
  context: Context,
  { env, from, to }: Input,
): Promise<Record<string, never>> {
  await findWritable(context, env);
  if (from === to) return {};
  refuseIssues(
    keyIssues(
      [to],
      () => false,
      () => 'to',
    ),
  );
  const sides = await readSides(context, env, [from, to]);
  const source = currentOf(context, readDraft(context, env, from), sides.get(from) ?? null);
  if (source === null) throw new Failure({ code: 'not-found', what: 'variable', name: from });
  if (currentOf(context, readDraft(context, env, to), sides.get(to) ?? null) !== null)
    throw new Failure({ code: 'already-exists', what: 'variable', name: to });
  const { value, kind, note } = source;
  if (value === undefined) throw new Failure({ code: 'refused', reason: 'hidden-value', keys: [from] });
  const origin = readDraft(context, env, from)?.renamedFrom ?? (sides.has(from) ? from : undefined);
  const renamedFrom = origin === to ? undefined : origin;
  await editDrafts(
    context,
    env,
    new Map<string, DraftEdit>([
      [from, ({ saved }) => (saved === null ? undefined : { deleted: true as const })],
      [to, () => ({ value, kind, note: note ?? '', renamedFrom })],
    ]),
  );
  return {};
}

function currentOf(context: Context, draft: Draft | undefined, saved: Side | null): Side | null {
  return draft === undefined ? saved : stateOf(draft, saved, context.fingerprint);
}
