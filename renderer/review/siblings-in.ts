import type { Environment, ProjectRef, Workspace } from '../../core/environment.ts';

/** The environments of a project as they are listed; none where it is not known. */
export const siblingsIn = (
  workspaces: readonly Workspace[],
  { workspaceId, projectId }: ProjectRef,
): readonly Environment[] =>
  workspaces
    .find(({ id }) => id === workspaceId)
    ?.organizations.flatMap(({ projects }) => projects)
    .find(({ id }) => id === projectId)?.environments ?? [];
