import type { Environment, EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { protectionOf } from '../../core/protection.ts';
import type { RenameView } from '../../core/rename.ts';
import { putAlias } from './aliases.ts';
import { type Context, workspaceOf } from './context.ts';
import { dropUndoSteps } from './draft-history.ts';
import { readDrafts } from './drafts-table.ts';
import { managementOf } from './environments.ts';
import { findProject } from './find-environment.ts';
import { recordEvent } from './journal.ts';
import { viewRename } from './rename-view.ts';
import { markRename, type Rename, readRename } from './renames-table.ts';
import { inTurn } from './running.ts';
import { getSettings, putSettings } from './settings.ts';

interface Input {
  readonly id: string;
}

/** Compare old and new row by row; where all is the same, the check is passed and stands in the history. */
export async function checkRename(context: Context, { id }: Input): Promise<RenameView> {
  const view = await viewRename(context, { id }, 'server');
  if (view.step !== 'check') return view;
  const { from, to, variables } = view;
  context.store.transaction(() => {
    markRename(context, id, 'checked_at', context.now());
    recordEvent(context, to, `Check: all ${variables} variables of ${to.slug} are as in ${from.slug}`);
  });
  return viewRename(context, { id });
}

/**
 * Put the new environment in the old one's place: colour, protection, masking, order, drafts, baselines, and the alias.
 *
 * Compares once more: what was changed since the check leads back to the copy. What the workspace keeps is set first and
 * may be set again; everything of the console's own is one transaction. No apply of either goes on meanwhile; once
 * switched, nothing happens.
 *
 * Fails: `refused` (`copy-differs`) unless the copy was checked and is still the same; `server`.
 */
export async function switchRename(context: Context, { id }: Input): Promise<RenameView> {
  const { from, to } = readRename(context, id);
  return inTurn(context, [from, to], () => switchNow(context, id));
}

async function switchNow(context: Context, id: string): Promise<RenameView> {
  if (readRename(context, id).switched) return viewRename(context, { id });
  const view = await viewRename(context, { id }, 'server');
  if (view.step !== 'switch')
    throw new Failure({
      code: 'refused',
      reason: 'copy-differs',
      keys: view.differences.map(({ key }) => key),
    });
  const rename = readRename(context, id);
  await takePlace(context, rename);
  context.store.transaction(() => {
    moveDrafts(context, rename);
    moveSettings(context, rename);
    putAlias(context, rename.from, rename.to);
    markRename(context, id, 'switched_at', context.now());
    recordEvent(context, rename.to, `Switch ${rename.from.slug} to ${rename.to.slug}`);
  });
  for (const env of [rename.from, rename.to]) context.emit('drafts.changed', { env });
  context.emit('scope.changed', {});
  return viewRename(context, { id });
}

/** Look, guard and place of the old one become those of the new one. */
async function takePlace(context: Context, { from, to }: Rename): Promise<void> {
  const { environments } = await findProject(context, from);
  const old = environments.find(({ slug }) => slug === from.slug);
  if (old === undefined) throw new Failure({ code: 'not-found', what: 'environment', name: from.slug });
  const manage = managementOf(workspaceOf(context, from.workspaceId));
  await manage.updateEnvironment(to, {
    showPlainValues: old.showPlainValues,
    colour: old.colour ?? null,
    protection: protectionOf(old),
  });
  await manage.reorderEnvironments(from, orderAfter(environments, from, to));
}

/** The live slugs with the new one where the old one was, and the old one last. */
function orderAfter(
  environments: readonly Environment[],
  from: EnvironmentRef,
  to: EnvironmentRef,
): readonly string[] {
  const live = environments.filter(({ archived }) => !archived).map(({ slug }) => slug);
  const others = live.filter((slug) => slug !== to.slug);
  return [...others.map((slug) => (slug === from.slug ? to.slug : slug)), from.slug];
}

/** Drafts move along. A key that was edited in both keeps the newer environment's draft; the other stays behind. */
function moveDrafts(context: Context, { from, to }: Rename): void {
  const keys = readDrafts(context, from).map(({ key }) => key);
  context.store.db
    .prepare(`UPDATE OR IGNORE drafts SET slug = ? WHERE workspace_id = ? AND project_id = ? AND slug = ?`)
    .run(to.slug, from.workspaceId, from.projectId, from.slug);
  dropUndoSteps(context, from, keys);
}

/** The next start and the columns that compare with the old one go to the new one. */
function moveSettings(context: Context, { from, to }: Rename): void {
  const { lastPath, baselines } = getSettings(context);
  const project = `${from.workspaceId}/${from.projectId}`;
  putSettings(context, {
    lastPath: lastPath.replace(
      `/env/${encodeURIComponent(from.slug)}/`,
      `/env/${encodeURIComponent(to.slug)}/`,
    ),
    baselines: baselines.map((each) =>
      each.project === project && each.slug === from.slug ? { ...each, slug: to.slug } : each,
    ),
  });
}
