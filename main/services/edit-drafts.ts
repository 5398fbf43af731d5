import type { DraftMeta } from '../../core/draft.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { type Side, sideMeta } from '../../core/side.ts';
import type { Context } from './context.ts';
import { recordStep } from './draft-history.ts';
import { metaOf, normalized } from './draft-state.ts';
import { type Draft, type DraftContent, readDraft, writeDraft } from './drafts-table.ts';
import { readSides } from './gather-facts.ts';

/** What becomes of one key's draft; undefined removes it. */
export type DraftEdit = (now: {
  readonly draft: Draft | undefined;
  readonly saved: Side | null;
}) => Omit<DraftContent, 'base'> | undefined;

/**
 * Edit the drafts of some keys as one step of undo. On disk when this returns.
 *
 * A draft that would change nothing is removed; a draft keeps the saved state it was begun on.
 *
 * @returns the drafts of these keys that are there now
 */
export async function editDrafts(
  context: Context,
  env: EnvironmentRef,
  edits: ReadonlyMap<string, DraftEdit>,
  group?: string,
): Promise<readonly DraftMeta[]> {
  const sides = await readSides(context, env, [...edits.keys()]);
  const step = new Map<string, { before: DraftContent | undefined; after: DraftContent | undefined }>();
  const metas: DraftMeta[] = [];
  context.store.transaction(() => {
    for (const [key, edit] of edits) {
      const saved = sides.get(key) ?? null;
      const draft = readDraft(context, env, key);
      const after = withBase(edit({ draft, saved }), draft, saved);
      step.set(key, { before: contentOf(draft), after });
      writeDraft(context, env, key, after);
      const written = after === undefined ? undefined : { ...after, key, updatedAt: context.now() };
      const meta = written === undefined ? undefined : metaOf(written, saved, context.fingerprint);
      if (meta !== undefined) metas.push(meta);
    }
  });
  recordStep(context, env, { group, keys: step });
  context.emit('drafts.changed', { env });
  return metas;
}

/** A draft's content without its place and time. */
function contentOf(draft: Draft | undefined): DraftContent | undefined {
  if (draft === undefined) return undefined;
  const { key: _key, updatedAt: _updatedAt, ...content } = draft;
  return content;
}

function withBase(
  next: Omit<DraftContent, 'base'> | undefined,
  draft: Draft | undefined,
  saved: Side | null,
): DraftContent | undefined {
  if (next === undefined) return undefined;
  const base = draft === undefined ? (saved === null ? null : sideMeta(saved)) : draft.base;
  return normalized({ ...next, base }, saved);
}
