import { type CompareRow, type CompareState, compare, type Verdict } from '../../../core/compare.ts';
import type { DraftMeta } from '../../../core/draft.ts';
import type { RuleSet } from '../../../core/rules.ts';
import { byKey, type VariableMeta } from '../../../core/variable.ts';

/** What the draft on a row does, if there is one. */
export type Mark = 'new' | 'edited' | 'deleted' | 'renamed';

/** One row of the grid: the variable as it is with its draft, and how it stands to the baseline. */
export interface VariableRow {
  readonly key: string;
  /** The state as drafted; for a deletion the saved one; of the baseline for a key that is missing here. */
  readonly meta: VariableMeta;
  readonly saved: VariableMeta | undefined;
  readonly draft: DraftMeta | undefined;
  readonly mark: Mark | undefined;
  /** Of a deletion that is half of a rename. */
  readonly renamedTo: string | undefined;
  /** Undefined without a baseline. `only-right`: a ghost, not set here. */
  readonly state: CompareState | undefined;
  readonly verdict: Verdict;
  /** Somebody else changed or added it on the server since the person last looked. */
  readonly isNews: boolean;
}

export interface RowInput {
  readonly saved: readonly VariableMeta[];
  readonly drafts: readonly DraftMeta[];
  /** The environment to compare with; undefined when there is none or it could not be loaded. */
  readonly baseline: readonly VariableMeta[] | undefined;
  readonly rules: RuleSet;
  /** Keys that somebody else changed or added. */
  readonly news?: ReadonlySet<string> | undefined;
}

/** The rows of an environment, sorted by key, with ghosts for keys that only the baseline has. Pure. */
export function buildRows({ saved, drafts, baseline, rules, news }: RowInput): readonly VariableRow[] {
  // Maps of 20,000 keys cost a frame: only rows with drafts need one.
  const savedByKey = new Map(drafts.length === 0 ? [] : saved.map((meta) => [meta.key, meta]));
  const draftByKey = new Map(drafts.map((draft) => [draft.key, draft]));
  const renamed = new Map(
    drafts.flatMap(({ renamedFrom, key }) => (renamedFrom ? [[renamedFrom, key]] : [])),
  );
  const drafted = withDrafts(saved, drafts, savedByKey, draftByKey);
  const rowOf = (meta: VariableMeta, compared: CompareRow | undefined): VariableRow => {
    const draft = draftByKey.get(meta.key);
    const ghost = compared?.left === undefined && compared?.right !== undefined;
    const here = draft !== undefined ? savedByKey.get(meta.key) : ghost ? undefined : meta;
    return {
      key: meta.key,
      meta,
      saved: here,
      draft,
      mark: draft === undefined ? undefined : markOf(draft),
      renamedTo: draft?.action === 'delete' ? renamed.get(meta.key) : undefined,
      state: compared?.state,
      // What is about to go breaks no rule.
      verdict: draft?.action === 'delete' ? 'ok' : (compared?.verdict ?? 'ok'),
      isNews: news?.has(meta.key) === true,
    };
  };
  if (baseline === undefined) return drafted.map((meta) => rowOf(meta, undefined));
  return compare(drafted, baseline, rules).flatMap((row) => {
    const meta = row.left ?? row.right;
    return meta === undefined ? [] : rowOf(meta, row);
  });
}

function withDrafts(
  saved: readonly VariableMeta[],
  drafts: readonly DraftMeta[],
  savedByKey: ReadonlyMap<string, VariableMeta>,
  draftByKey: ReadonlyMap<string, DraftMeta>,
): readonly VariableMeta[] {
  if (drafts.length === 0) return saved;
  const metas = saved.map((meta) => {
    const draft = draftByKey.get(meta.key);
    return draft === undefined || draft.action === 'delete' ? meta : metaOf(draft, meta);
  });
  const created = drafts.filter((draft) => draft.action !== 'delete' && !savedByKey.has(draft.key));
  if (created.length === 0) return metas;
  return [...metas, ...created.map((draft) => metaOf(draft, undefined))].sort(byKey);
}

function metaOf(draft: DraftMeta, saved: VariableMeta | undefined): VariableMeta {
  const hidden = saved?.hidden === true && !draft.changes.includes('value');
  return {
    key: draft.key,
    kind: draft.kind,
    hidden,
    empty: draft.empty,
    ...(draft.fingerprint === undefined ? {} : { fingerprint: draft.fingerprint }),
    ...(draft.length === undefined ? {} : { length: draft.length }),
    version: saved?.version ?? 0,
    changedAt: draft.updatedAt,
    ...(draft.note === undefined ? {} : { note: draft.note }),
  };
}

function markOf(draft: DraftMeta): Mark {
  if (draft.action === 'delete') return 'deleted';
  if (draft.renamedFrom !== undefined) return 'renamed';
  return draft.action === 'create' ? 'new' : 'edited';
}

export const isGhost = (row: VariableRow): boolean => row.state === 'only-right';
