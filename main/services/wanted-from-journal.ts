import type { Left, WantedChange } from '../../core/changeset-plan.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { type DocumentResource, type Resource, resourceNames, resourceOf } from '../../core/resource.ts';
import { type Context, workspaceOf } from './context.ts';
import { findProject } from './find-environment.ts';
import { readSides } from './gather-facts.ts';
import {
  type ChangeSetRow,
  named,
  type OperationRow,
  readChangeSet,
  readUndoable,
  readUnfinished,
  redoTitle,
  toMakeOf,
} from './journal.ts';
import { metaFromJournal, sideFromJournal } from './journal-sides.ts';
import type { Wanted } from './make-plan.ts';
import { documentsOf } from './read-documents.ts';

/** The inverse of what a change set did and no undo took back. Where the target moved since, the plan shows it as drift. */
export async function fromUndo(context: Context, env: EnvironmentRef, id: string): Promise<Wanted> {
  const changeSet = ended(ofEnvironment(readChangeSet(context, id), env));
  return { ...towards(readUndoable(context, id), 'inverse'), title: redoTitle(changeSet.title), undoOf: id };
}

/** What a change set that was interrupted, cancelled or partly failed has left to do: its environment, if need be. */
export async function fromResume(context: Context, env: EnvironmentRef, id: string): Promise<Wanted> {
  const changeSet = ended(ofEnvironment(readChangeSet(context, id), env));
  await settleFirst(context, env, readUnfinished(context, id));
  return {
    ...towards(readUnfinished(context, id), 'op'),
    title: `Finish: ${changeSet.title.replace(/^(Finish: )+/, '')}`,
    resumeOf: id,
    undoOf: changeSet.undo_of ?? undefined,
    createsEnvironment: await leftToMake(context, env, changeSet),
  };
}

/** What is in doubt is read, which settles it: what this console wrote itself is no change by somebody else. */
async function settleFirst(
  context: Context,
  env: EnvironmentRef,
  open: readonly OperationRow[],
): Promise<void> {
  const keys = open.flatMap(({ resource, state, key }) =>
    resource === 'variable' && (state === 'sent' || state === 'in-doubt') ? [key] : [],
  );
  if (keys.length > 0) await readSides(context, env, keys, 'newest');
}

/** Somebody may have made it since. */
async function leftToMake(context: Context, env: EnvironmentRef, changeSet: ChangeSetRow) {
  const toMake = toMakeOf(changeSet);
  if (toMake === undefined) return undefined;
  const { environments } = await findProject(context, env);
  return environments.some(({ slug }) => slug === env.slug) ? undefined : toMake;
}

/** An old version of one key as a new change. Fails: `not-found` (no such version, or its value was purged). */
export async function fromRestore(
  context: Context,
  env: EnvironmentRef,
  source: { readonly resource?: Resource | undefined; readonly key: string; readonly version: number },
): Promise<Wanted> {
  const { key, version } = source;
  const resource = resourceOf(source);
  if (resource !== 'variable') return restoreDocument(context, env, { resource, key, version });
  const versions = await workspaceOf(context, env.workspaceId).versions?.(env, key);
  const found = versions?.find((one) => one.version === version);
  const gone = found === undefined || (!found.deleted && found.value === undefined);
  if (gone) throw new Failure({ code: 'not-found', what: 'version', name: `${key} ${version}` });
  const { value, kind, note } = found;
  const change: WantedChange = found.deleted
    ? { type: 'delete', key }
    : { type: 'set', key, value, kind, note: note ?? '' };
  return { wanted: [change], title: `Restore ${key} to version ${version}` };
}

async function restoreDocument(
  context: Context,
  env: EnvironmentRef,
  {
    resource,
    key,
    version,
  }: { readonly resource: DocumentResource; readonly key: string; readonly version: number },
): Promise<Wanted> {
  const versions = await documentsOf(context, env, resource).versions?.(env, resource, key);
  const found = versions?.find((one) => one.version === version);
  if (found === undefined)
    throw new Failure({ code: 'not-found', what: 'version', name: `${key} ${version}` });
  const change: WantedChange =
    found.text === undefined
      ? { type: 'delete', resource, key }
      : { type: 'set', resource, key, value: found.text, kind: 'plain' };
  return { wanted: [change], title: `Restore ${resourceNames[resource].one} ${key} to version ${version}` };
}

/** Changes that bring each operation's key to one of its sides, expecting the other one there. */
function towards(
  operations: readonly OperationRow[],
  goal: 'op' | 'inverse',
): Pick<Wanted, 'wanted' | 'left'> {
  const wanted: WantedChange[] = [];
  const left: Left[] = [];
  for (const operation of operations) {
    const of = named(operation);
    const to = sideFromJournal(operation[goal]);
    const base = metaFromJournal(operation[goal === 'op' ? 'inverse' : 'op']) ?? null;
    if (!to.known)
      left.push({ ...of, why: 'The value is not known any more: it was hidden, or was purged.' });
    else if (to.side === null)
      wanted.push({ type: 'delete', ...of, base, ...(goal === 'inverse' ? { takesBack: true } : {}) });
    else {
      const { value, kind, note } = to.side;
      const carried = to.carried ? { carried: true } : {};
      wanted.push({ type: 'set', ...of, value, kind, note: note ?? '', base, ...carried });
    }
  }
  return { wanted, left };
}

function ofEnvironment(changeSet: ChangeSetRow, env: EnvironmentRef): ChangeSetRow {
  const same =
    changeSet.workspace_id === env.workspaceId &&
    changeSet.project_id === env.projectId &&
    changeSet.slug === env.slug;
  if (same) return changeSet;
  throw new Failure({ code: 'not-found', what: 'change-set', name: changeSet.id });
}

/** What is still being applied can be neither taken back nor gone on with: it is not known how far it will come. */
function ended(changeSet: ChangeSetRow): ChangeSetRow {
  if (changeSet.state !== 'applying') return changeSet;
  throw new Failure({ code: 'refused', reason: 'nothing-to-do', keys: [] });
}
