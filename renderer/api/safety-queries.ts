import { queryOptions } from '@tanstack/react-query';
import type { ProjectRef } from '../../core/environment.ts';
import { ask } from './bridge.ts';

export const safetyQueries = {
  /** What the safety rules say of each live environment of a project. */
  list: ({ workspaceId, projectId }: ProjectRef) =>
    queryOptions({
      queryKey: ['safety', workspaceId, projectId],
      queryFn: () => ask('safety.list', { project: { workspaceId, projectId } }),
    }),
};
