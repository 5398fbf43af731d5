import { queryOptions } from '@tanstack/react-query';
import type { ProjectRef } from '../../core/environment.ts';
import { ask } from './bridge.ts';

export const approvalQueries = {
  /** What waits in a project for somebody to let it through on the server. */
  list: ({ workspaceId, projectId }: ProjectRef) =>
    queryOptions({
      queryKey: ['approvals', workspaceId, projectId],
      queryFn: () => ask('approvals.list', { project: { workspaceId, projectId } }),
    }),
};
