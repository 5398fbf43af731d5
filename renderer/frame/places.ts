import { type EnvironmentRef, inOrder, type Workspace } from '../../core/environment.ts';
import type { Place as PathPlace } from '../router/paths.ts';

/** A project that can be gone to, by its first live environment. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly organization: string;
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
        return [{ id: project.id, name: project.name, organization: organization.name, place }];
      }),
    ),
  );
}

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
