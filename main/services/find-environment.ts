import type { Environment, EnvironmentRef, Project, ProjectRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { protectionOf } from '../../core/protection.ts';
import { type Context, workspaceOf } from './context.ts';

export interface Found {
  readonly project: Project;
  readonly environment: Environment;
}

/** The project of that reference, or `not-found`. */
export async function findProject(context: Context, ref: ProjectRef): Promise<Project> {
  const workspace = await workspaceOf(context, ref.workspaceId).describe();
  const projects = workspace.organizations.flatMap((organization) => organization.projects);
  const project = projects.find(({ id }) => id === ref.projectId);
  if (project !== undefined) return project;
  throw new Failure({ code: 'not-found', what: 'project', name: ref.projectId });
}

/** The environment and its project, archived or not, or `not-found`. */
export async function findEnvironment(context: Context, env: EnvironmentRef): Promise<Found> {
  const project = await findProject(context, env);
  const environment = project.environments.find(({ slug }) => slug === env.slug);
  if (environment !== undefined) return { project, environment };
  throw new Failure({ code: 'not-found', what: 'environment', name: env.slug });
}

/** The same for a write: an archived environment and a read-only one are `refused`. */
export async function findWritable(context: Context, env: EnvironmentRef): Promise<Found> {
  const found = await findEnvironment(context, env);
  refuseUnwritable(found.environment);
  return found;
}

/** Fails with `refused` for an environment in which nothing may be written. */
export function refuseUnwritable(environment: Environment): void {
  if (environment.archived) throw new Failure({ code: 'refused', reason: 'archived-environment', keys: [] });
  if (protectionOf(environment) === 'read-only')
    throw new Failure({ code: 'refused', reason: 'read-only-environment', keys: [] });
}
