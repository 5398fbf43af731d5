import type { EnvironmentRef, ProjectRef, Workspace } from '../../core/environment.ts';
import { type Context, workspaceOf } from './context.ts';
import { countDrafts } from './drafts-table.ts';
import { managementOf } from './environments.ts';
import { recordEvent } from './journal.ts';

/** All workspaces with their projects and environments, and how many drafts wait in each environment. */
export async function listScope(
  context: Context,
): Promise<{ workspaces: Workspace[]; drafts: { env: EnvironmentRef; count: number }[] }> {
  const workspaces = await Promise.all([...context.workspaces.values()].map((one) => one.describe()));
  return { workspaces, drafts: [...countDrafts(context)] };
}

interface NewProject {
  readonly workspaceId: string;
  readonly organization: string;
  readonly name: string;
}

/** Make a project with its first environment; `path` is where the window goes next. Fails: `already-exists`. */
export async function createProject(
  context: Context,
  { workspaceId, organization, name }: NewProject,
): Promise<{ project: ProjectRef; path: string }> {
  const workspace = workspaceOf(context, workspaceId);
  const made = await managementOf(workspace).createProject({ organization, name });
  const project = { workspaceId, projectId: made.projectId };
  recordEvent(context, { ...project, slug: made.environmentSlug }, `Create project ${name}`);
  context.emit('scope.changed', {});
  const path = `/w/${workspaceId}/orgs/${made.organizationSlug}/projects/${made.projectSlug}/env/${made.environmentSlug}/environment-variables`;
  return { project, path };
}
