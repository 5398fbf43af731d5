import { queryOptions } from '@tanstack/react-query';
import type { ProjectRef } from '../../core/environment.ts';
import { ask } from './bridge.ts';

export const ruleQueries = {
  list: (project: ProjectRef) =>
    queryOptions({
      queryKey: ['rules', project.workspaceId, project.projectId],
      queryFn: () => ask('rules.list', { project }),
    }),
};
