import { isAble, type ProjectRef } from '../../core/environment.ts';
import { type Context, workspaceOf } from './context.ts';
import { findProject } from './find-environment.ts';

/** Why an environment that is not there cannot be made by the console, as a sentence; undefined where it can. */
export async function cannotMake(
  context: Context,
  project: ProjectRef,
  slug: string,
): Promise<string | undefined> {
  const workspace = await workspaceOf(context, project.workspaceId).describe();
  if (isAble(workspace, await findProject(context, project), 'environments.create')) return undefined;
  return `There is no environment “${slug}” here, and the console cannot make one: ${workspace.name} does that in its dashboard.`;
}
