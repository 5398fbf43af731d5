import type { PlanRow, SideMeta } from './changeset.ts';
import { classify } from './detect.ts';
import type { EnvironmentKind } from './environment.ts';
import { limits } from './limits.ts';
import { type RiskFacts, risksOf } from './risks.ts';
import { type Side, sameMeta, sameSide, sideMeta } from './side.ts';
import { byKey, newKeyPattern, type VariableKind } from './variable.ts';

/**
 * A change somebody asks for. A part that is `undefined` stays as it is (a new key: empty, of the kind its
 * name and value suggest, no note);
 * an empty note removes the note.
 */
export type WantedChange = (
  | {
      readonly type: 'set';
      readonly key: string;
      readonly value?: string | undefined;
      readonly kind?: VariableKind | undefined;
      readonly note?: string | undefined;
      /** The value comes from another environment. */
      readonly carried?: boolean | undefined;
    }
  | { readonly type: 'delete'; readonly key: string }
) & {
  /** What its author took for the state of the key. Where the target holds something else, the row shows drift. */
  readonly base?: SideMeta | null | undefined;
};

/** A row of a plan with the values main needs to carry it out. */
export interface PlannedRow {
  readonly wanted: WantedChange;
  readonly before: Side | null;
  readonly after: Side | null;
  readonly view: PlanRow;
}

export interface Left {
  readonly key: string;
  readonly why: string;
}

export interface PlanFacts extends RiskFacts {
  readonly environmentKind: EnvironmentKind;
  readonly target: ReadonlyMap<string, Side>;
  readonly fingerprint: (value: string) => string;
}

/** Of several changes of one key the last one; sorted by key. */
export function lastOfEach(wanted: readonly WantedChange[]): readonly WantedChange[] {
  const last = new Map(wanted.map((change) => [change.key, change]));
  return [...last.values()].sort(byKey);
}

/**
 * Decide what wanted changes come to on the target as it is.
 *
 * @param changes  one for each key, as `lastOfEach` gives them; the rows keep their order
 * @returns the rows, `none` where nothing would change; and what cannot be done, with the reason
 *
 * Pure but for `facts.fingerprint`. Never throws on data.
 */
export function planRows(
  facts: PlanFacts,
  changes: readonly WantedChange[],
): { readonly rows: readonly PlannedRow[]; readonly left: readonly Left[] } {
  const rows: PlannedRow[] = [];
  const left: Left[] = [];
  for (const change of changes) {
    const before = facts.target.get(change.key) ?? null;
    const why = impossible(before, change);
    if (why === undefined) rows.push(planRow(facts, before, change));
    else left.push({ key: change.key, why });
  }
  return { rows, left };
}

/**
 * The same rows checked against a target that was read again: moved ones carry what they were as drift.
 *
 * @param anew  judge every row again, because the environment is of another kind now; else an unmoved row is the same object
 */
export function replanRows(
  facts: PlanFacts,
  rows: readonly PlannedRow[],
  anew = false,
): readonly PlannedRow[] {
  return rows.map((row) => {
    const now = facts.target.get(row.view.key) ?? null;
    if (sameSide(row.before, now)) return anew ? planRow(facts, now, row.wanted) : row;
    const base = row.before === null ? null : sideMeta(row.before);
    return planRow(facts, now, { ...row.wanted, base });
  });
}

function planRow(facts: PlanFacts, before: Side | null, wanted: WantedChange): PlannedRow {
  const after = afterOf(facts, before, wanted);
  const changes = changesBetween(before, after);
  const action = actionOf(before, after, changes);
  const drift = driftOf(before, wanted);
  const risks = action === 'none' ? [] : risksOf(facts, { key: wanted.key, before, after, changes, wanted });
  const view: PlanRow = {
    key: wanted.key,
    action,
    ...(before === null ? {} : { before: sideMeta(before) }),
    ...(after === null ? {} : { after: sideMeta(after) }),
    changes,
    risks: [...risks],
    ...(drift === undefined ? {} : { drift }),
  };
  return { wanted, before, after, view };
}

function afterOf(facts: PlanFacts, before: Side | null, wanted: WantedChange): Side | null {
  if (wanted.type === 'delete') return null;
  const value = wanted.value ?? (before === null ? '' : before.value);
  const note = wanted.note === undefined ? before?.note : wanted.note === '' ? undefined : wanted.note;
  const fingerprint = value === undefined ? before?.fingerprint : facts.fingerprint(value);
  return { value, kind: wanted.kind ?? before?.kind ?? classify(wanted.key, value ?? ''), note, fingerprint };
}

function impossible(before: Side | null, wanted: WantedChange): string | undefined {
  if (wanted.type === 'delete') return undefined;
  if (before !== null && before.value === undefined && wanted.value === undefined)
    return 'Its value is hidden: give a new value to change anything else about it.';
  if (before !== null) return undefined;
  if (wanted.key.length > limits.keyLength) return 'The name is too long.';
  if (!newKeyPattern.test(wanted.key))
    return 'A name has letters, digits and underscores, and does not begin with a digit.';
  return undefined;
}

/** The parts in which two states differ; all parts that matter for a new key, none for a deletion. */
export function changesBetween(before: Side | null, after: Side | null): PlanRow['changes'] {
  if (after === null) return [];
  const changes: PlanRow['changes'] = [];
  if (before === null || !sameValue(before, after)) changes.push('value');
  if (before !== null && before.kind !== after.kind) changes.push('kind');
  if (before?.note !== after.note) changes.push('note');
  return changes;
}

function sameValue(a: Side, b: Side): boolean {
  if (a.value !== undefined && b.value !== undefined) return a.value === b.value;
  return a.fingerprint !== undefined && a.fingerprint === b.fingerprint;
}

function actionOf(before: Side | null, after: Side | null, changes: PlanRow['changes']): PlanRow['action'] {
  if (before === null) return after === null ? 'none' : 'create';
  if (after === null) return 'delete';
  return changes.length === 0 ? 'none' : 'update';
}

function driftOf(before: Side | null, wanted: WantedChange): PlanRow['drift'] {
  if (wanted.base === undefined) return undefined;
  const now = before === null ? null : sideMeta(before);
  if (wanted.base === null) return now === null ? undefined : {};
  return now !== null && sameMeta(wanted.base, now) ? undefined : { was: wanted.base };
}
