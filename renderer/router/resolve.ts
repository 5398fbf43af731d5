import {
  type Environment,
  environmentBySlug,
  inOrder,
  nameAmong,
  type Project,
  type Workspace,
} from '../../core/environment.ts';
import type { Place } from './paths.ts';
import type { Here } from './use-env.ts';

export type Resolved =
  | {
      readonly found: true;
      readonly here: Here;
      /** The path names the environment by this former slug. */
      readonly formerly: string | undefined;
    }
  | {
      readonly found: false;
      readonly what: 'workspace' | 'organization' | 'project' | 'environment';
      readonly name: string;
    };

/** Where a former slug leads, unless a live environment has that slug now. */
function renamedTo({ environments, aliases = [] }: Project, slug: string): Environment | undefined {
  if (environmentBySlug(environments, slug)?.archived === false) return undefined;
  const alias = aliases.find((each) => each.slug === slug);
  return environments.find((each) => each.slug === alias?.target && !each.archived);
}

/** Find what a place names. An archived environment is found too: its page says what it is. */
export function resolve(workspaces: readonly Workspace[], place: Place): Resolved {
  const missing = (
    what: 'workspace' | 'organization' | 'project' | 'environment',
    name: string,
  ): Resolved => ({
    found: false,
    what,
    name,
  });
  const workspace = workspaces.find((each) => each.id === place.workspace);
  if (workspace === undefined) return missing('workspace', place.workspace);
  const organization = workspace.organizations.find((each) => each.slug === place.org);
  if (organization === undefined) return missing('organization', place.org);
  const project = organization.projects.find((each) => each.slug === place.project);
  if (project === undefined) return missing('project', place.project);
  const renamed = renamedTo(project, place.env);
  const environment = renamed ?? environmentBySlug(project.environments, place.env);
  if (environment === undefined) return missing('environment', place.env);
  const ref = { workspaceId: workspace.id, projectId: project.id, slug: environment.slug };
  const named = (each: Environment): Environment => {
    const name = nameAmong(project.environments, each);
    return name === each.name ? each : { ...each, name };
  };
  const environments = inOrder(project.environments).filter((each) => !each.archived);
  return {
    found: true,
    formerly: renamed === undefined ? undefined : place.env,
    here: {
      ref,
      environment: named(environment),
      environments: environments.map(named),
      project,
      organization,
      workspace,
      page: place.page,
    },
  };
}
