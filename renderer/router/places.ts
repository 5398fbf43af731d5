import { type EnvironmentRef, inOrder, type Workspace } from '../../core/environment.ts';
import type { Place as PathPlace } from './paths.ts';
import { projectKey } from './use-env.ts';

/** A project that can be gone to, by its first live environment. */
export interface Place {
  /** Of workspace and project: two accounts on one server have the same projects. */
  readonly id: string;
  readonly name: string;
  readonly organization: string;
  readonly workspace: Pick<Workspace, 'id' | 'name' | 'kind'>;
  readonly place: PathPlace;
}

/** Every project that has a live environment, on the page that is open now. */
export function projectPlaces(workspaces: readonly Workspace[], page: string): readonly Place[] {
  return workspaces.flatMap((workspace) =>
    workspace.organizations.flatMap((organization) =>
      organization.projects.flatMap((project) => {
        const first = inOrder(project.environments).find((each) => !each.archived);
        if (first === undefined) return [];
        const place = {
          workspace: workspace.id,
          org: organization.slug,
          project: project.slug,
          env: first.slug,
          page,
        };
        return [
          {
            id: projectKey({ workspaceId: workspace.id, projectId: project.id }),
            name: project.name,
            organization: organization.name,
            workspace,
            place,
          },
        ];
      }),
    ),
  );
}

/** The name of the server that a project is on; nothing for one on this computer. */
export const serverName = ({ workspace }: Place): readonly string[] =>
  workspace.kind === 'server' ? [workspace.name] : [];

/** How many drafts wait in an environment. */
export function draftsOf(
  drafts: readonly { readonly env: EnvironmentRef; readonly count: number }[],
  ref: EnvironmentRef,
): number {
  return (
    drafts.find(
      ({ env }) =>
        env.slug === ref.slug && env.projectId === ref.projectId && env.workspaceId === ref.workspaceId,
    )?.count ?? 0
  );
}
