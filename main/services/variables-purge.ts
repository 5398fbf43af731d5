import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { rowId } from '../../core/resource.ts';
import type { Scrub } from '../store/purge.ts';
import { scrubJournal } from '../store/scrub-journal.ts';
import { type Context, workspaceOf } from './context.ts';
import { dropUndoSteps } from './draft-history.ts';
import { findWritable } from './find-environment.ts';
import { readSides } from './gather-facts.ts';
import { recordEvent } from './journal.ts';
import { plansOf } from './plan-registry.ts';

interface Input {
  readonly env: EnvironmentRef;
  readonly key: string;
  readonly confirmation: string;
}

/**
 * Forget every value that a key had before the one it has now: in versions, journal, undo and backups.
 *
 * A draft, being the person's newest wish, stays. What was purged can be neither shown, restored nor undone.
 *
 * @returns how many versions lost their value, and how many backups were gone through
 * Fails: `confirmation-wrong` unless the key was typed, `not-found`, `refused` (archived).
 */
export async function purgeVariable(
  context: Context,
  { env, key, confirmation }: Input,
): Promise<{ versions: number; backups: number }> {
  if (confirmation !== key) throw new Failure({ code: 'confirmation-wrong', expected: key });
  await findWritable(context, env);
  const current = (await readSides(context, env, [key])).get(key)?.fingerprint;
  const versions = (await workspaceOf(context, env.workspaceId).versions?.(env, key)) ?? [];
  if (versions.length === 0) throw new Failure({ code: 'not-found', what: 'variable', name: key });
  const old = versions.filter((one) => one.value !== undefined && one.fingerprint !== current);
  const { store } = context;
  const backups = store.backups().length;
  dropUndoSteps(context, env, [key]);
  dropPlans(context, env, key);
  store.purge((database) => {
    scrubValues(database, env, key, current);
    if (database !== store.db) scrubBackup(database, env, key, current);
  });
  recordEvent(context, env, `Purge the old values of ${key}`);
  return { versions: old.length, backups };
}

type Scrubbed = (
  database: Parameters<Scrub>[0],
  env: EnvironmentRef,
  key: string,
  current: string | undefined,
) => void;

const inEnvironment =
  'environment_id IN (SELECT id FROM environments WHERE project_id = @projectId AND slug = @slug)';
const inChangeSets = `change_set_id IN (SELECT id FROM change_sets
  WHERE workspace_id = @workspaceId AND project_id = @projectId AND slug = @slug)`;

const scrubValues: Scrubbed = (database, env, key, current) => {
  const names = { ...env, key, current: current ?? null };
  database
    .prepare(
      `UPDATE variable_versions SET value = NULL, fingerprint = NULL, purged = 1
       WHERE ${inEnvironment} AND key = @key AND value IS NOT NULL AND fingerprint IS NOT @current`,
    )
    .run(names);
  const isOld = (side: string) => `json_extract(${side}, '$.side.fingerprint') IS NOT @current`;
  scrubJournal(
    database,
    (side) => `${inChangeSets} AND resource = 'variable' AND key = @key AND ${isOld(side)}`,
    names,
  );
};

/** A backup took what was current then for current: there it goes too, and so do its drafts. */
const scrubBackup: Scrubbed = (database, env, key, current) => {
  const names = { ...env, key, current: current ?? null };
  database
    .prepare(`DELETE FROM variables WHERE ${inEnvironment} AND key = @key AND fingerprint IS NOT @current`)
    .run(names);
  database
    .prepare(
      `DELETE FROM drafts
       WHERE workspace_id = @workspaceId AND project_id = @projectId AND slug = @slug AND key = @key`,
    )
    .run(names);
};

function dropPlans(context: Context, env: EnvironmentRef, key: string): void {
  const plans = plansOf(context);
  for (const { id, env: at, rows } of plans.values()) {
    const here = at.workspaceId === env.workspaceId && at.projectId === env.projectId && at.slug === env.slug;
    if (here && rows.some(({ view }) => rowId(view) === key)) plans.delete(id);
  }
}
