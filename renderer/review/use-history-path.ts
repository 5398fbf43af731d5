import { useQuery } from '@tanstack/react-query';
import type { EnvironmentRef } from '../../core/environment.ts';
import { scopeQueries } from '../api/scope-queries.ts';
import { pathOf } from '../router/paths.ts';

/** Path of an environment's history; undefined while it is not listed. */
export function useHistoryPath({ workspaceId, projectId, slug }: EnvironmentRef): string | undefined {
  const workspaces = useQuery(scopeQueries.list()).data?.workspaces ?? [];
  const organizations = workspaces.find(({ id }) => id === workspaceId)?.organizations ?? [];
  for (const organization of organizations) {
    const project = organization.projects.find(({ id }) => id === projectId);
    if (project !== undefined)
      return pathOf({
        workspace: workspaceId,
        org: organization.slug,
        project: project.slug,
        env: slug,
        page: 'history',
      });
  }
  return undefined;
}
