import type { Environment, EnvironmentRef } from '../../core/environment.ts';
import { assertNever } from '../../core/errors.ts';
import type { ValueSource } from '../../core/ipc/contract.ts';
import { rowId } from '../../core/resource.ts';
import type { Side } from '../../core/side.ts';
import { type Context, workspaceOf } from './context.ts';
import { stateOf } from './draft-state.ts';
import { readDraft } from './drafts-table.ts';
import { findEnvironment } from './find-environment.ts';
import { readSides } from './gather-facts.ts';
import { readChangeSet, readOperations, refOf } from './journal.ts';
import { metaFromJournal, sideFromJournal } from './journal-sides.ts';
import { findPlan } from './plan-registry.ts';

/** A value that was asked for. `value` is absent where it is hidden or was purged. */
export interface Resolved {
  readonly value: string | undefined;
  /** Whether the grid may show it without being asked. */
  readonly open: boolean;
}

/** The values of these keys; a key that is not set there has no entry. */
export async function resolveValues(
  context: Context,
  source: ValueSource,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Resolved>> {
  switch (source.from) {
    case 'saved':
    case 'draft':
      return ofEnvironment(context, source, keys);
    case 'version':
      return ofVersion(context, source.env, source.version, keys);
    case 'plan':
      return ofPlan(context, source.planId, source.side, keys);
    case 'journal':
      return ofJournal(context, source, keys);
    default:
      return assertNever(source);
  }
}

async function ofEnvironment(
  context: Context,
  source: { readonly from: 'saved' | 'draft'; readonly env: EnvironmentRef },
  keys: readonly string[],
): Promise<ReadonlyMap<string, Resolved>> {
  const { environment } = await findEnvironment(context, source.env);
  const sides = await readSides(context, source.env, keys);
  return collect(keys, (key) => {
    const saved = sides.get(key) ?? null;
    const draft = source.from === 'draft' ? readDraft(context, source.env, key) : undefined;
    if (draft === undefined) return saved === null ? undefined : resolved(environment, saved, [saved]);
    const state = stateOf(draft, saved, context.fingerprint);
    return state === null ? undefined : resolved(environment, state, [state, saved]);
  });
}

async function ofVersion(
  context: Context,
  env: EnvironmentRef,
  version: number,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Resolved>> {
  const { environment } = await findEnvironment(context, env);
  const sides = await readSides(context, env, keys);
  const workspace = workspaceOf(context, env.workspaceId);
  const found = new Map<string, Resolved>();
  for (const key of new Set(keys)) {
    const one = (await workspace.versions?.(env, key))?.find((each) => each.version === version);
    if (one === undefined || one.deleted) continue;
    found.set(key, resolved(environment, one, [one, sides.get(key) ?? null]));
  }
  return found;
}

async function ofJournal(
  context: Context,
  { changeSetId, side }: Extract<ValueSource, { from: 'journal' }>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Resolved>> {
  const env = refOf(readChangeSet(context, changeSetId));
  const { environment } = await findEnvironment(context, env);
  const saved = await readSides(context, env, keys);
  const keepsVersions = workspaceOf(context, env.workspaceId).versions !== undefined;
  const rows = new Map(
    readOperations(context, changeSetId).flatMap((row) =>
      row.resource === 'variable' ? [[row.key, row]] : [],
    ),
  );
  return collect(keys, (key) => {
    const row = rows.get(key);
    if (row === undefined) return undefined;
    const kinds = [metaFromJournal(row.inverse), metaFromJournal(row.op), saved.get(key)].map(
      (one) => one ?? null,
    );
    const kept = sideFromJournal(side === 'before' ? row.inverse : row.op);
    if (kept.known && kept.side === null) return undefined;
    // A server gives no secret back, and neither does what this console wrote there.
    const isSecret = !keepsVersions && kinds.some((one) => one?.kind === 'secret');
    if (!kept.known || kept.side === null || isSecret) return { value: undefined, open: false };
    return resolved(environment, kept.side, kinds);
  });
}

async function ofPlan(
  context: Context,
  planId: string,
  side: 'before' | 'after' | 'was',
  keys: readonly string[],
): Promise<ReadonlyMap<string, Resolved>> {
  const plan = findPlan(context, planId);
  const environment =
    plan.creates === undefined
      ? (await findEnvironment(context, plan.env)).environment
      : { showPlainValues: plan.environmentKind !== 'production' };
  const source =
    plan.from === undefined ? undefined : (await findEnvironment(context, plan.from)).environment;
  const rows = new Map(plan.rows.map((row) => [rowId(row.view), row]));
  return collect(keys, (key) => {
    const row = rows.get(key);
    const state = row?.[side] ?? null;
    if (row === undefined || state === null) return undefined;
    const { before, after, wanted } = row;
    const asked = wanted.type === 'set' && wanted.kind !== undefined ? { kind: wanted.kind } : null;
    const carried = side === 'after' && wanted.type === 'set' && wanted.carried === true;
    const kinds = [before, after, row.was ?? null, asked];
    return resolved((carried ? source : undefined) ?? environment, state, kinds);
  });
}

/** A secret does not become readable by a draft or a plan that would make it plain: `kinds` are all it had. */
function resolved(
  { showPlainValues }: Pick<Environment, 'showPlainValues'>,
  { value }: Pick<Side, 'value'>,
  kinds: readonly (Pick<Side, 'kind'> | null)[],
): Resolved {
  const open = value !== undefined && isOpen(showPlainValues, kinds);
  return { value, open };
}

/** Whether a value may be seen without being asked for. */
export const isOpen = (showPlainValues: boolean, kinds: readonly (Pick<Side, 'kind'> | null)[]): boolean =>
  showPlainValues && kinds.every((one) => one?.kind !== 'secret');

function collect(
  keys: readonly string[],
  find: (key: string) => Resolved | undefined,
): ReadonlyMap<string, Resolved> {
  const found = new Map<string, Resolved>();
  for (const key of keys) {
    const one = find(key);
    if (one !== undefined) found.set(key, one);
  }
  return found;
}
