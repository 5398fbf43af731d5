import type { EnvironmentRef, Workspace } from '../../core/environment.ts';
import type { Context } from './context.ts';
import { countDrafts } from './drafts-table.ts';

/** All workspaces with their projects and environments, and how many drafts wait in each environment. */
export async function listScope(
  context: Context,
): Promise<{ workspaces: Workspace[]; drafts: { env: EnvironmentRef; count: number }[] }> {
  const workspaces = await Promise.all([...context.workspaces.values()].map((one) => one.describe()));
  return { workspaces, drafts: [...countDrafts(context)] };
}
