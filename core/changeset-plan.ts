import { readAgent } from './agent.ts';
import { servedAgent, unservedFields } from './agent-serve.ts';
import type { PlanRow, Risk, SideMeta } from './changeset.ts';
import { classify } from './detect.ts';
import { documentProblem } from './document.ts';
import { type DocumentFacts, documentRisks } from './document-risks.ts';
import { documentWords } from './document-words.ts';
import type { EnvironmentKind } from './environment.ts';
import { separateKeys } from './equal-keys.ts';
import { canonicalJson } from './json.ts';
import { impossibleThere } from './queue.ts';
import { relianceRisks } from './reliance.ts';
import { byResource, type Resource, resourceOf, rowId } from './resource.ts';
import { type RiskFacts, risksOf } from './risks.ts';
import { byLevel, listNames } from './safety-rule.ts';
import { type Side, sameMeta, sameSide, sideMeta } from './side.ts';
import { impossible } from './storable.ts';
import type { VariableKind } from './variable.ts';
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
  | {
      readonly type: 'delete';
      readonly key: string;
      /** It takes back that the key was created: that it goes is what was asked for. */
      readonly takesBack?: true | undefined;
    }
) & {
  /** Absent: a variable. A document's value is its canonical JSON text. */
  readonly resource?: Resource | undefined;
  /** What its author took for the state of the key. Where the target holds something else, the row shows drift. */
  readonly base?: SideMeta | null | undefined;
};

/** A row of a plan with the values main needs to carry it out. */
export interface PlannedRow {
  readonly wanted: WantedChange;
  readonly before: Side | null;
  readonly after: Side | null;
  /** What the target held when the plan was made, where it moved since. */
  readonly was?: Side | null | undefined;
  readonly view: PlanRow;
}

export interface Left {
  readonly resource?: Resource | undefined;
  readonly key: string;
  readonly why: string;
}

export interface PlanFacts extends RiskFacts {
  readonly environmentKind: EnvironmentKind;
  /** What the target holds, by `rowId`: a variable's is its key. */
  readonly target: ReadonlyMap<string, Side>;
  /** What the target's workspace cannot store. */
  readonly writeRules: WriteRules;
  /** Where the plan is of documents, too, or takes a value from what may run on it. */
  readonly documents?: DocumentFacts | undefined;
  readonly fingerprint: (value: string) => string;
}

/**
 * The fingerprint of a variable of the target once the changes are made.
 *
 * @returns `undefined` where it is not set then, empty, or of a value that was never seen
 */
export function printAfter(
  { target, fingerprint }: Pick<PlanFacts, 'target' | 'fingerprint'>,
  changes: readonly WantedChange[],
  key: string,
): string | undefined {
  const change = changes.findLast((one) => resourceOf(one) === 'variable' && one.key === key);
  if (change?.type === 'delete' || change?.value === '') return undefined;
  if (change?.value !== undefined) return fingerprint(change.value);
  const now = target.get(key);
  return now?.value === '' ? undefined : now?.fingerprint;
}

/** Of several changes of one thing the last one; in the order in which they are written: by resource, then by key. */
export function lastOfEach(wanted: readonly WantedChange[]): readonly WantedChange[] {
  const last = new Map(wanted.map((change) => [rowId(change), change]));
  return [...last.values()].sort(byResource);
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
    const before = facts.target.get(rowId(change)) ?? null;
    const why = cannot(facts, before, change);
    if (why === undefined) rows.push(planRow(facts, before, change));
    else left.push({ ...ofResource(change), key: change.key, why });
  }
  return { rows, left };
}

/**
 * The same rows checked against a target that was read again: moved ones carry what they were as drift.
 *
 * @param again  judge every row again, because what variables are judged by is something else now; documents and what is judged by other keys always are
 * @returns the rows, the same object where nothing is otherwise; and what cannot be done any more
 */
export function replanRows(
  facts: PlanFacts,
  rows: readonly PlannedRow[],
  again = false,
): { readonly rows: readonly PlannedRow[]; readonly left: readonly Left[] } {
  const next: PlannedRow[] = [];
  const left: Left[] = [];
  for (const row of rows) {
    const now = facts.target.get(rowId(row.view)) ?? null;
    const moved = !sameSide(row.before, now);
    const why = moved ? cannot(facts, now, row.wanted) : undefined;
    if (why !== undefined) left.push({ ...ofResource(row.view), key: row.view.key, why });
    else if (moved)
      next.push({
        ...planRow(facts, now, { ...row.wanted, base: row.before === null ? null : sideMeta(row.before) }),
        was: row.before,
      });
    else next.push(again || dependsOnOthers(row) ? judgedAgain(facts, row) : row);
  }
  return { rows: next, left };
}

const dependsOnOthers = ({ view, wanted }: PlannedRow): boolean =>
  resourceOf(view) !== 'variable' || losesValue(wanted) || separateKeys.includes(view.key);

/** Whether a variable has no value any more when the change is made. */
export const losesValue = (change: WantedChange): boolean =>
  resourceOf(change) === 'variable' && (change.type === 'delete' || change.value === '');

/** What a row is judged by may have moved while it did not. */
function judgedAgain(facts: PlanFacts, row: PlannedRow): PlannedRow {
  const next = { ...planRow(facts, row.before, row.wanted), was: row.was };
  const same = JSON.stringify(next.view.risks) === JSON.stringify(row.view.risks);
  return same ? row : next;
}

/** The part of a row that says what it is of. */
export const ofResource = ({ resource }: { readonly resource?: Resource | undefined }) =>
  resource === undefined ? {} : { resource };

function planRow(facts: PlanFacts, before: Side | null, wanted: WantedChange): PlannedRow {
  const after = afterOf(facts, before, wanted);
  const changes = changesBetween(before, after);
  const action = actionOf(before, after, changes);
  const drift = driftOf(before, wanted);
  const unkept = unkeptBy(facts.writeRules, before, wanted, after);
  const change = { key: wanted.key, before, after, changes, wanted, unkept };
  const view: PlanRow = {
    ...ofResource(wanted),
    key: wanted.key,
    action,
    ...(before === null ? {} : { before: sideMeta(before) }),
    ...(after === null ? {} : { after: sideMeta(after) }),
    changes,
    ...wordsOf(wanted, before, after),
    risks: action === 'none' ? [] : [...riskOfRow(facts, change)],
    ...(drift === undefined ? {} : { drift }),
  };
  return { wanted, before, after, view };
}

function wordsOf(wanted: WantedChange, before: Side | null, after: Side | null): Pick<PlanRow, 'words'> {
  const resource = resourceOf(wanted);
  return resource === 'variable'
    ? {}
    : { words: documentWords(resource, wanted.key, before?.value, after?.value) };
}

function riskOfRow(
  facts: PlanFacts,
  change: Parameters<typeof risksOf>[1] & { readonly wanted: WantedChange },
) {
  const resource = resourceOf(change.wanted);
  if (resource === 'variable') {
    const needed = losesValue(change.wanted) ? facts.documents?.relied.get(change.key) : undefined;
    return [...relianceRisks(needed), ...risksOf(facts, change)].sort(byLevel);
  }
  const after = asWanted(change);
  const risks = documentRisks(facts.environmentKind, facts.documents, { ...change, after, resource });
  return [...risks, ...keptRisks(after, change.after)];
}

/** What was asked of an agent and its server does not take. */
function keptRisks(wanted: Side | null, after: Side | null): readonly Risk[] {
  if (wanted?.value === undefined || after?.value === undefined || wanted.value === after.value) return [];
  const [asked, served] = [readAgent(wanted.value), readAgent(after.value)];
  const fields = asked === undefined || served === undefined ? [] : unservedFields(asked, served);
  if (fields.length === 0) return [];
  const text = `The server decides these itself, whatever is written: ${listNames(fields)}.`;
  return [{ kind: 'fields-kept', level: 'note', text }];
}

/** A document is judged by all that was asked for, also by what its workspace does not keep. */
const asWanted = ({
  wanted,
  after,
}: Parameters<typeof risksOf>[1] & { readonly wanted: WantedChange }): Side | null =>
  after === null || wanted.type === 'delete' || wanted.value === undefined
    ? after
    : { ...after, value: wanted.value };

/** Why a change cannot be made at all; undefined where it can. What is there is read leniently, written strictly. */
function cannot(facts: PlanFacts, before: Side | null, wanted: WantedChange): string | undefined {
  const resource = resourceOf(wanted);
  if (resource === 'variable') return impossible(facts.writeRules, before, wanted);
  const problem =
    wanted.type === 'delete' ? undefined : documentProblem(resource, wanted.key, wanted.value ?? '');
  const { queues } = facts.writeRules;
  if (problem !== undefined || resource !== 'queue' || queues === 'free') return problem;
  return impossibleThere(before?.value, wanted.type === 'delete' ? undefined : wanted.value);
}

/** What the target will really hold: a part that its workspace does not keep stays as it is. */
function afterOf(facts: PlanFacts, before: Side | null, wanted: WantedChange): Side | null {
  if (wanted.type === 'delete') return null;
  const { secretFlag, notes } = facts.writeRules;
  const value = valueAfter(facts, before, wanted);
  const note = wanted.note === undefined ? before?.note : wanted.note === '' ? undefined : wanted.note;
  const fingerprint = value === undefined ? before?.fingerprint : facts.fingerprint(value);
  const kind = secretFlag === 'kept' ? (before?.kind ?? 'plain') : kindWanted(before, wanted, value);
  return { value, kind, note: notes ? note : before?.note, fingerprint };
}

function valueAfter(
  { writeRules, documents }: PlanFacts,
  before: Side | null,
  wanted: Extract<WantedChange, { type: 'set' }>,
): string | undefined {
  if (wanted.value === undefined) return before === null ? '' : before.value;
  if (wanted.resource !== 'agent' || writeRules.agents === 'whole' || documents === undefined)
    return wanted.value;
  const agent = readAgent(wanted.value);
  const there = before?.value === undefined ? undefined : readAgent(before.value);
  return agent === undefined ? wanted.value : canonicalJson(servedAgent(agent, there, documents.means));
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
