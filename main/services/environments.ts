import {
  type Environment,
  type EnvironmentColour,
  type EnvironmentKind,
  type EnvironmentRef,
  isAble,
  isBranch,
  type ProjectRef,
  type Protection,
} from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { isWeaker, protectionOf, protectionsFor } from '../../core/protection.ts';
import type { Management, WorkspacePort } from '../../core/workspace.ts';
import { type Context, workspaceOf } from './context.ts';
import { findEnvironment, findProject } from './find-environment.ts';
import { recordEvent } from './journal.ts';
import { recordDeed } from './record-deed.ts';
import { endRenames } from './renames-table.ts';
import { inTurn } from './running.ts';

type Done = Record<string, never>;

/** What a workspace can do beyond variables, or `unsupported`. */
export function managementOf(workspace: WorkspacePort): Management {
  if (workspace.manage !== undefined) return workspace.manage;
  throw new Failure({
    code: 'unsupported',
    what: 'environments',
    why: 'This workspace manages them elsewhere.',
  });
}

interface Create {
  readonly project: ProjectRef;
  readonly slug: string;
  readonly name: string;
  readonly kind: EnvironmentKind;
}

/** Make an empty environment. Fails: `already-exists`, `not-found`, `invalid-input`, and as a server refuses it. */
export async function createEnvironment(
  context: Context,
  { project, ...input }: Create,
): Promise<Environment> {
  const { slug, name } = input;
  if (isBranch(slug)) await checkBranch(context, { project, ...input });
  const line = { env: { ...project, slug }, title: `Create environment ${name}`, creates: input };
  const environment = await recordDeed(context, line, (deed) =>
    workspaceOf(context, project.workspaceId).createEnvironment(project, input, deed),
  );
  context.emit('scope.changed', {});
  return environment;
}

/** Fails: `invalid-input` unless its kind is that of what it is a branch of; `unsupported` where there are none. */
async function checkBranch(context: Context, { project, kind }: Create): Promise<void> {
  if (kind !== 'preview')
    throw new Failure({
      code: 'invalid-input',
      issues: [{ path: 'kind', reason: 'a branch is of kind preview' }],
    });
  const workspace = await workspaceOf(context, project.workspaceId).describe();
  if (isAble(workspace, await findProject(context, project), 'environments.branches')) return;
  throw new Failure({
    code: 'unsupported',
    what: 'branches',
    why: 'The project has no preview environment that the console could make branches of.',
  });
}

interface Update {
  readonly env: EnvironmentRef;
  readonly name?: string | undefined;
  readonly kind?: EnvironmentKind | undefined;
  readonly showPlainValues?: boolean | undefined;
  readonly colour?: EnvironmentColour | null | undefined;
  readonly protection?: Protection | undefined;
  readonly confirmation?: string | undefined;
}

/**
 * Change an environment's name, kind, masking, colour or protection. The journal says what changed.
 *
 * Fails: `confirmation-wrong` unless its slug was typed, where it is guarded less from then on; `invalid-input` where
 * a production environment would be guarded by less than its slug.
 */
export async function updateEnvironment(
  context: Context,
  { env, confirmation, ...change }: Update,
): Promise<Environment> {
  const { environment: before } = await findEnvironment(context, env);
  const next = { kind: change.kind ?? before.kind, protection: change.protection ?? before.protection };
  if (change.protection !== undefined && !protectionsFor(next.kind).includes(change.protection))
    throw new Failure({
      code: 'invalid-input',
      issues: [{ path: 'protection', reason: 'production takes its slug typed, or nothing at all' }],
    });
  if (guardsLess(next, before) && confirmation !== env.slug)
    throw new Failure({ code: 'confirmation-wrong', expected: env.slug });
  const after = await managementOf(workspaceOf(context, env.workspaceId)).updateEnvironment(env, change);
  const what = changesOf(before, after);
  if (what.length > 0) told(context, env, `Edit environment ${before.name}: ${what.join(', ')}`);
  return after;
}

/** What was changed, in the words of the history. */
function changesOf(before: Environment, after: Environment): readonly string[] {
  return [
    ...(after.name === before.name ? [] : [`rename to ${after.name}`]),
    ...(after.kind === before.kind ? [] : [`kind ${after.kind}`]),
    ...(after.showPlainValues === before.showPlainValues
      ? []
      : [after.showPlainValues ? 'show plain values' : 'mask plain values']),
    ...(after.colour === before.colour ? [] : [`colour ${after.colour ?? 'of its kind'}`]),
    ...(protectionOf(after) === protectionOf(before) ? [] : [`protection ${protectionOf(after)}`]),
  ];
}

/** Whether a change takes a guard away: of a write, or the signs of production. */
const guardsLess = (
  next: Pick<Environment, 'kind' | 'protection'>,
  before: Pick<Environment, 'kind' | 'protection'>,
): boolean =>
  isWeaker(protectionOf(next), protectionOf(before)) ||
  (before.kind === 'production' && next.kind !== 'production');

/** Put the live environments of a project in another order. Fails: `invalid-input` unless each is named once. */
export async function reorderEnvironments(
  context: Context,
  { project, slugs }: { readonly project: ProjectRef; readonly slugs: readonly string[] },
): Promise<Done> {
  await managementOf(workspaceOf(context, project.workspaceId)).reorderEnvironments(project, slugs);
  context.emit('scope.changed', {});
  return {};
}

interface Archive {
  readonly env: EnvironmentRef;
  readonly archived: boolean;
  readonly confirmation: string;
}

/** Archive an environment or bring it back. Fails: `confirmation-wrong` unless its slug was typed, and as a server refuses. */
export async function archiveEnvironment(
  context: Context,
  { env, archived, confirmation }: Archive,
): Promise<Done> {
  const { environment } = await findEnvironment(context, env);
  if (archived && confirmation !== env.slug)
    throw new Failure({ code: 'confirmation-wrong', expected: env.slug });
  if (environment.archived === archived) return {};
  if (archived) await putAway(context, env, environment.name);
  else await bringBack(context, env, environment.name);
  return {};
}

/**
 * Archive an environment that was confirmed.
 *
 * @param approval  that it waited for: another environment may have that slug by now, which nobody confirmed
 * Fails: `not-found` (the approval too), and as the server refuses it.
 */
export async function putAway(
  context: Context,
  env: EnvironmentRef,
  name: string,
  approval?: string,
): Promise<void> {
  await setArchived(context, env, true, `Archive environment ${name}`, approval);
  context.emit('scope.changed', {});
}

async function bringBack(context: Context, env: EnvironmentRef, name: string): Promise<void> {
  await setArchived(context, env, false, `Bring back environment ${name}`);
  endRenames(context, env);
  context.emit('scope.changed', {});
}

function setArchived(
  context: Context,
  env: EnvironmentRef,
  archives: boolean,
  title: string,
  approval?: string,
): Promise<void> {
  const { archiveEnvironment: set } = managementOf(workspaceOf(context, env.workspaceId));
  // What is being applied ends first: the history of an archived environment is at rest.
  return inTurn(context, [env], () =>
    recordDeed(context, { env, title, archives }, (deed) => set(env, archives, { ...deed, approval })),
  );
}

function told(context: Context, env: EnvironmentRef, title: string): void {
  recordEvent(context, env, title);
  context.emit('scope.changed', {});
}
