import type { EnvironmentRef, Organization, Workspace } from '../../core/environment.ts';
import { readAliases } from './aliases.ts';
import type { Context } from './context.ts';
import { countDrafts } from './drafts-table.ts';

/** All workspaces with their projects, environments and former slugs, and how many drafts wait in each environment. */
export async function listScope(
  context: Context,
): Promise<{ workspaces: Workspace[]; drafts: { env: EnvironmentRef; count: number }[] }> {
  const workspaces = await Promise.all(
    [...context.workspaces.values()].map(async (one) => {
      const described = await one.describe();
      return { ...described, organizations: withAliases(context, described) };
    }),
  );
  return { workspaces, drafts: [...countDrafts(context)] };
}

/** Former slugs are the console's own: no workspace knows of them. */
function withAliases(context: Context, { id, organizations }: Workspace): Organization[] {
  return organizations.map((organization) => ({
    ...organization,
    projects: organization.projects.map((project) => {
      const aliases = readAliases(context, { workspaceId: id, projectId: project.id });
      return aliases.length === 0 ? project : { ...project, aliases };
    }),
  }));
}
