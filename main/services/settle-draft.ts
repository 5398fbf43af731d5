import type { PlannedRow } from '../../core/changeset-plan.ts';
import { resourceOf } from '../../core/resource.ts';
import { sideMeta } from '../../core/side.ts';
import type { Context } from './context.ts';
import { metaOf } from './draft-state.ts';
import { readDraft, writeDraft } from './drafts-table.ts';
import type { Plan } from './plan-registry.ts';

/**
 * What becomes of the draft of a key that was just written, in the transaction of the write.
 *
 * A draft that would change nothing any more goes. One that was edited since stays; if the write was of the drafts
 * themselves, it goes on from what is saved now.
 */
export function settleDraft(context: Context, plan: Plan, row: PlannedRow | undefined): void {
  if (row === undefined || resourceOf(row.view) !== 'variable') return;
  const draft = readDraft(context, plan.env, row.view.key);
  if (draft === undefined) return;
  const { key, updatedAt: _, ...content } = draft;
  if (metaOf(draft, row.after, context.fingerprint) === undefined)
    writeDraft(context, plan.env, key, undefined);
  else if (plan.source === 'drafts') {
    const base = row.after === null ? null : sideMeta(row.after);
    writeDraft(context, plan.env, key, { ...content, base });
  }
}
