import { queryOptions } from '@tanstack/react-query';
import type { EnvironmentRef } from '../../core/environment.ts';
import { ask } from './bridge.ts';

export const draftQueries = {
  list: (env: EnvironmentRef) =>
    queryOptions({
      queryKey: ['drafts', env.workspaceId, env.projectId, env.slug],
      queryFn: () => ask('drafts.list', { env }),
    }),
};
