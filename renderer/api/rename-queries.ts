import { queryOptions } from '@tanstack/react-query';
import type { EnvironmentRef, ProjectRef } from '../../core/environment.ts';
import { ask } from './bridge.ts';

export const renameQueries = {
  /** Renames of a project, newest first. */
  list: ({ workspaceId, projectId }: ProjectRef) =>
    queryOptions({
      queryKey: ['renames', workspaceId, projectId],
      queryFn: () => ask('renames.list', { project: { workspaceId, projectId } }),
    }),
  /** What is in an environment, counted. Read anew each time it is shown. */
  contents: (env: EnvironmentRef) =>
    queryOptions({
      queryKey: ['renames', env.workspaceId, env.projectId, 'contents', env.slug],
      queryFn: () => ask('environments.contents', { env }),
      staleTime: 0,
    }),
};
