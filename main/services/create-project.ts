import type { ProjectRef } from '../../core/environment.ts';
import { type Context, workspaceOf } from './context.ts';
import { managementOf } from './environments.ts';
import { recordEvent } from './journal.ts';

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
