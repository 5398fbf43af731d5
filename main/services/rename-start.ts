import { type EnvironmentRef, isAble, isBranch, NewSlug } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import type { RenameView } from '../../core/rename.ts';
import { type Context, workspaceOf } from './context.ts';
import { findEnvironment, findProject } from './find-environment.ts';
import { viewRename } from './rename-view.ts';
import { addRename, readRename, readRenames, removeRename } from './renames-table.ts';

interface Start {
  readonly env: EnvironmentRef;
  readonly slug: string;
  readonly name: string;
}

/**
 * Begin to give an environment another slug. Nothing is written to any environment yet.
 *
 * The new slug is free, or that of an archived environment of the same kind, where those can be brought back: a rename
 * is taken back that way.
 *
 * Fails: `unsupported` (this workspace cannot make environments), `already-exists`, `invalid-input`,
 * `refused` (archived; or another rename of it is not finished).
 */
export async function startRename(context: Context, { env, slug, name }: Start): Promise<RenameView> {
  const { project, environment } = await findEnvironment(context, env);
  const workspace = await workspaceOf(context, env.workspaceId).describe();
  if (!isAble(workspace, project, 'environments.rename'))
    throw new Failure({
      code: 'unsupported',
      what: 'renaming environments',
      why: 'The console cannot make the new environment in this project.',
    });
  if (isBranch(env.slug))
    throw new Failure({
      code: 'unsupported',
      what: 'renaming branches',
      why: 'A branch is called what it is a branch of. Make one of the new name, and archive this one.',
    });
  if (environment.archived) throw new Failure({ code: 'refused', reason: 'archived-environment', keys: [] });
  const to = { ...env, slug };
  const there = project.environments.find((each) => each.slug === slug);
  const canRestore = isAble(workspace, project, 'environments.restore');
  const reusable = canRestore && there?.archived === true && there.kind === environment.kind;
  if (there !== undefined && !reusable)
    throw new Failure({ code: 'already-exists', what: 'environment', name: slug });
  if (there === undefined && !NewSlug.safeParse(slug).success)
    throw new Failure({ code: 'invalid-input', issues: [{ path: 'slug', reason: 'not a slug' }] });
  refuseAnother(context, env, to);
  const id = context.newId();
  const startedAt = context.now();
  addRename(context, { id, from: env, to, name, startedAt, checked: false, switched: false });
  return viewRename(context, { id });
}

/** Two renames of one environment at a time would copy into each other's places. */
function refuseAnother(context: Context, from: EnvironmentRef, to: EnvironmentRef): void {
  const concerned = new Set([from.slug, to.slug]);
  const open = readRenames(context, from).find(
    (rename) => !rename.switched && (concerned.has(rename.from.slug) || concerned.has(rename.to.slug)),
  );
  if (open !== undefined)
    throw new Failure({
      code: 'already-exists',
      what: 'rename',
      name: `${open.from.slug} to ${open.to.slug}`,
    });
}

/**
 * Give a rename up before its switch, or end it after that with the old environment as it is. What was made and copied
 * stays: it is an environment like any other.
 *
 * Fails: `not-found`, `refused` (`nothing-to-do`: the old one is archived).
 */
export async function abandonRename(
  context: Context,
  { id }: { readonly id: string },
): Promise<Record<string, never>> {
  const { from, switched } = readRename(context, id);
  const { environments } = await findProject(context, from);
  const isArchived = environments.some(({ slug, archived }) => archived && slug === from.slug);
  if (switched && isArchived) throw new Failure({ code: 'refused', reason: 'nothing-to-do', keys: [] });
  removeRename(context, id);
  context.emit('scope.changed', {});
  return {};
}
