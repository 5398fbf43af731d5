import type { PlanRow, SideMeta } from './changeset.ts';
import { classify } from './detect.ts';
import type { EnvironmentKind } from './environment.ts';
import { type RiskFacts, risksOf } from './risks.ts';
import { type Side, sameMeta, sameSide, sideMeta } from './side.ts';
import { impossible } from './storable.ts';
import { byKey, type VariableKind } from './variable.ts';
import type { WriteRules } from './workspace.ts';

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
  /** What the target's workspace cannot store. */
  readonly writeRules: WriteRules;
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
    const why = impossible(facts.writeRules, before, change);
    if (why === undefined) rows.push(planRow(facts, before, change));
    else left.push({ key: change.key, why });
  }
  return { rows, left };
}

/**
 * The same rows checked against a target that was read again: moved ones carry what they were as drift.
 *
 * @param anew  judge every row again, because the environment is of another kind now; else an unmoved row is the same object
 * @returns the rows, and what cannot be done any more
 */
export function replanRows(
  facts: PlanFacts,
  rows: readonly PlannedRow[],
  anew = false,
): { readonly rows: readonly PlannedRow[]; readonly left: readonly Left[] } {
  const next: PlannedRow[] = [];
  const left: Left[] = [];
  for (const row of rows) {
    const { key } = row.view;
    const now = facts.target.get(key) ?? null;
    const moved = !sameSide(row.before, now);
    const why = moved ? impossible(facts.writeRules, now, row.wanted) : undefined;
    if (why !== undefined) left.push({ key, why });
    else if (moved)
      next.push(
        planRow(facts, now, { ...row.wanted, base: row.before === null ? null : sideMeta(row.before) }),
      );
    else next.push(anew ? planRow(facts, now, row.wanted) : row);
  }
  return { rows: next, left };
}

function planRow(facts: PlanFacts, before: Side | null, wanted: WantedChange): PlannedRow {
  const after = afterOf(facts, before, wanted);
  const changes = changesBetween(before, after);
  const action = actionOf(before, after, changes);
  const drift = driftOf(before, wanted);
  const unkept = unkeptBy(facts.writeRules, before, wanted, after);
  const risks =
    action === 'none' ? [] : risksOf(facts, { key: wanted.key, before, after, changes, wanted, unkept });
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

/** What the target will really hold: a part that its workspace does not keep stays as it is. */
function afterOf(facts: PlanFacts, before: Side | null, wanted: WantedChange): Side | null {
  if (wanted.type === 'delete') return null;
  const { secretFlag, notes } = facts.writeRules;
  const value = wanted.value ?? (before === null ? '' : before.value);
  const note = wanted.note === undefined ? before?.note : wanted.note === '' ? undefined : wanted.note;
  const fingerprint = value === undefined ? before?.fingerprint : facts.fingerprint(value);
  const kind = secretFlag === 'kept' ? (before?.kind ?? 'plain') : kindWanted(before, wanted, value);
  return { value, kind, note: notes ? note : before?.note, fingerprint };
}

const kindWanted = (
  before: Side | null,
  wanted: Extract<WantedChange, { type: 'set' }>,
  value: string | undefined,
): VariableKind => wanted.kind ?? before?.kind ?? classify(wanted.key, value ?? '');

/** The parts of a change that the workspace does not keep. */
function unkeptBy(
  rules: WriteRules,
  before: Side | null,
  wanted: WantedChange,
  after: Side | null,
): { readonly secret: boolean; readonly note: boolean } {
  if (wanted.type === 'delete' || after === null) return { secret: false, note: false };
  const secret = after.kind === 'plain' && kindWanted(before, wanted, after.value) === 'secret';
  return { secret, note: !rules.notes && (wanted.note ?? '') !== '' };
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
