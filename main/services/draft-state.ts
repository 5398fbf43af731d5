import { changesBetween, type WantedChange } from '../../core/changeset-plan.ts';
import { classify } from '../../core/detect.ts';
import type { DraftMeta } from '../../core/draft.ts';
import { type Side, sameMeta, sideMeta } from '../../core/side.ts';
import type { Fingerprinter } from '../store/fingerprint.ts';
import type { Draft, DraftContent } from './drafts-table.ts';

/** The state that a draft asks for on top of the saved one; null for a deletion. */
export function stateOf(
  draft: Omit<Draft, 'updatedAt'>,
  saved: Side | null,
  fingerprint: Fingerprinter,
): Side | null {
  if (draft.deleted) return null;
  const value = draft.value ?? (saved === null ? '' : saved.value);
  const note = draft.note === undefined ? saved?.note : draft.note === '' ? undefined : draft.note;
  return {
    value,
    kind: draft.kind ?? saved?.kind ?? classify(draft.key, value ?? ''),
    note,
    fingerprint: value === undefined ? saved?.fingerprint : fingerprint(value),
  };
}

/** What the window may know of a draft; undefined where it changes nothing (any more). */
export function metaOf(draft: Draft, saved: Side | null, fingerprint: Fingerprinter): DraftMeta | undefined {
  const after = stateOf(draft, saved, fingerprint);
  const changes = changesBetween(saved, after);
  if (after === null ? saved === null : saved !== null && changes.length === 0) return undefined;
  const shown = after === null ? undefined : sideMeta(after);
  return {
    key: draft.key,
    action: after === null ? 'delete' : saved === null ? 'create' : 'update',
    changes,
    kind: shown?.kind ?? saved?.kind ?? 'plain',
    empty: shown?.empty ?? false,
    ...(shown?.fingerprint === undefined ? {} : { fingerprint: shown.fingerprint }),
    ...(shown?.length === undefined ? {} : { length: shown.length }),
    ...(shown?.note === undefined ? {} : { note: shown.note }),
    ...(draft.renamedFrom === undefined ? {} : { renamedFrom: draft.renamedFrom }),
    baseMoved: baseMoved(draft, saved),
    updatedAt: draft.updatedAt,
  };
}

/** The draft as a change that somebody asks for. */
export function wantedOf(draft: Draft): WantedChange {
  const { key, base, value, kind, note } = draft;
  return draft.deleted ? { type: 'delete', key, base } : { type: 'set', key, value, kind, note, base };
}

function baseMoved({ base }: Draft, saved: Side | null): boolean {
  if (base === null || saved === null) return base !== null || saved !== null;
  return !sameMeta(base, sideMeta(saved));
}

/** The draft without the parts that are as saved; undefined when nothing is left of it. */
export function normalized(draft: DraftContent, saved: Side | null): DraftContent | undefined {
  const { base, renamedFrom } = draft;
  if (draft.deleted) return saved === null ? undefined : { deleted: true, base };
  const value = draft.value === saved?.value ? undefined : draft.value;
  const kind = draft.kind === saved?.kind ? undefined : draft.kind;
  const note = draft.note === (saved?.note ?? '') ? undefined : draft.note;
  // The rest of a draft on an unset key is its value, even an empty one.
  if (saved === null)
    return draft.value === undefined && draft.kind === undefined && (draft.note ?? '') === ''
      ? undefined
      : { value: draft.value ?? '', kind, note, renamedFrom, base };
  if (value === undefined && kind === undefined && note === undefined) return undefined;
  return { value, kind, note, renamedFrom, base };
}
