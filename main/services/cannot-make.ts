import type { ProjectRef } from '../../core/environment.ts';
import { type Context, workspaceOf } from './context.ts';

/** Why an environment that is not there cannot be made by the console, as a sentence; undefined where it can. */
export async function cannotMake(
  context: Context,
  { workspaceId }: ProjectRef,
  slug: string,
): Promise<string | undefined> {
  const { capabilities, name } = await workspaceOf(context, workspaceId).describe();
  if (capabilities.includes('environments.create')) return undefined;
  return `There is no environment “${slug}” here, and the console cannot make one: ${name} does that in its dashboard.`;
}
