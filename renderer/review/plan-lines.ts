import type { PlanRow, PlanView, RowOutcome, SideMeta } from '../../core/changeset.ts';
import { rowId } from '../../core/resource.ts';

type Action = PlanRow['action'];

/** What the list of a review shows: a title, or one row of the plan. */
export type PlanLine =
  | { readonly type: 'title'; readonly action: Action; readonly count: number }
  | { readonly type: 'row'; readonly row: PlanRow; readonly outcome: RowOutcome | undefined };

/** Deletions stand apart, at the end of what changes, where they cannot be overlooked among edits. */
const sections: readonly Action[] = ['create', 'update', 'delete', 'none'];

/** The lines of a review: sections with their titles, rows by key inside them. Failed rows come first. */
export function planLines(plan: PlanView, outcomes?: readonly RowOutcome[]): readonly PlanLine[] {
  const byKey = new Map(outcomes?.map((outcome) => [rowId(outcome), outcome]));
  return sections.flatMap((action): readonly PlanLine[] => {
    const rows = plan.rows.filter((row) => row.action === action);
    if (rows.length === 0) return [];
    const lines = rows.map((row) => ({ type: 'row' as const, row, outcome: byKey.get(rowId(row)) }));
    lines.sort((a, b) => rank(a.outcome) - rank(b.outcome));
    return [{ type: 'title', action, count: rows.length }, ...lines];
  });
}

const rank = (outcome: RowOutcome | undefined) =>
  outcome === undefined || outcome.outcome === 'done' ? 1 : 0;

export const lineKey = (line: PlanLine): string =>
  line.type === 'title' ? `\n${line.action}` : rowId(line.row);

/** How many remarks stand in the row's last column. */
function remarkCount({ row, outcome }: Extract<PlanLine, { type: 'row' }>): number {
  if (outcome !== undefined) return outcome.reason === undefined ? 1 : 2;
  return Math.max(1, row.risks.length + (row.drift === undefined ? 0 : 2));
}

/** Pixels; of a row a guess, with each remark in one line of 20. */
export const lineHeight = (line: PlanLine): number =>
  line.type === 'title' ? 44 : 12 + 20 * remarkCount(line);

/** Pixels of a character of a key, and of what is beside the keys in their column. */
const perCharacter = 7.3;
const besideKeys = 26;

/** Pixels that the keys of a plan need to stand whole, as far as the other columns can spare them. */
export function nameWidth(rows: readonly Pick<PlanRow, 'key'>[]): number {
  const longest = rows.reduce((most, { key }) => Math.max(most, key.length), 0);
  return Math.min(300, Math.max(170, Math.ceil(longest * perCharacter) + besideKeys));
}

/** "1 change", "3,002 changes" */
export const plural = (count: number, one: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`;

/** "12 changes: 3 new, 8 changed, 1 deleted" */
export function countsText({ counts }: Pick<PlanView, 'counts'>): string {
  const total = counts.create + counts.update + counts.delete;
  const parts = [
    counts.create > 0 ? `${counts.create.toLocaleString('en')} new` : '',
    counts.update > 0 ? `${counts.update.toLocaleString('en')} changed` : '',
    counts.delete > 0 ? `${counts.delete.toLocaleString('en')} deleted` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'nothing to change' : `${plural(total, 'change')}: ${parts.join(', ')}`;
}

/** The title as it stands before the environment's name, which it may end with: the name is not said twice. */
export function titleBeforeName({ title, environmentName, env }: PlanView): string {
  const slug = ` (${env.slug})`;
  const name = environmentName.endsWith(slug) ? environmentName.slice(0, -slug.length) : environmentName;
  const end = [environmentName, name].find((each) => title.endsWith(` ${each}`));
  return end === undefined ? title : title.slice(0, -end.length - 1);
}

export const changeCount = ({ counts }: Pick<PlanView, 'counts'>): number =>
  counts.create + counts.update + counts.delete;

/** Whether applying the plan does anything: changes a row, or makes the environment. */
export const doesSomething = (plan: Pick<PlanView, 'counts' | 'createsEnvironment'>): boolean =>
  plan.createsEnvironment || changeCount(plan) > 0;

/** What the button says that applies the plan. */
export const applyWords = (plan: PlanView): string =>
  changeCount(plan) === 0 && plan.createsEnvironment
    ? `Create ${plan.environmentName}`
    : `Apply ${plural(changeCount(plan), 'change')} to ${plan.environmentName}`;

/** Which row takes the place of one that left the list: the next that stayed, at the end the one before. */
export function rowInPlaceOf(
  key: string,
  before: readonly PlanLine[],
  after: readonly PlanLine[],
): string | undefined {
  const stayed = new Set(after.flatMap((line) => (line.type === 'row' ? rowId(line.row) : [])));
  const at = before.findIndex((line) => lineKey(line) === key);
  const near = [...before.slice(at + 1), ...before.slice(0, Math.max(0, at)).reverse()];
  return near.map(lineKey).find((each) => stayed.has(each));
}

/** A state of a key in words, without its value. */
export function sideText(side: SideMeta | undefined): string {
  if (side === undefined) return 'not set';
  if (side.hidden) return `${side.kind}, hidden by the server`;
  if (side.empty) return `${side.kind}, empty`;
  if (side.length === undefined) return side.kind;
  const about = side.length.exact ? '' : 'about ';
  return `${side.kind}, ${about}${plural(side.length.atLeast, 'character')}`;
}
