import { createContext, use } from 'react';
import type {
  Environment,
  EnvironmentRef,
  Organization,
  Project,
  ProjectRef,
  Workspace,
} from '../../core/environment.ts';
import type { Place } from './paths.ts';

/** Where the person is, resolved from the path and the list of scopes. */
export interface Here {
  readonly ref: EnvironmentRef;
  /** Called as `nameAmong` has it, here and in `environments`; `project` has them by their names. */
  readonly environment: Environment;
  /** Those of the project that are not archived, in order: Ctrl+1 is the first. */
  readonly environments: readonly Environment[];
  readonly project: Project;
  readonly organization: Organization;
  readonly workspace: Workspace;
  readonly page: string;
}

export const HereContext = createContext<Here | undefined>(undefined);

/** The environment, project, organization and workspace of the path. Only below an environment's path. */
export function useEnv(): Here {
  const here = use(HereContext);
  if (here === undefined) throw new Error('useEnv is for pages of an environment');
  return here;
}

/** The slugs of where the person is, to build a path from. */
export const placeHere = (here: Here): Place => ({
  workspace: here.workspace.id,
  org: here.organization.slug,
  project: here.project.slug,
  env: here.ref.slug,
  page: here.page,
});

/** Names a project across workspaces, for what the window remembers of it. */
export const projectKey = ({ workspaceId, projectId }: ProjectRef): string => `${workspaceId}/${projectId}`;

/** The ref of a sibling environment. */
export const siblingRef = (here: Here, slug: string): EnvironmentRef => ({ ...here.ref, slug });
