import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ProjectRef } from '../../core/environment.ts';
import { ask } from './bridge.ts';

export interface HistoryFilter {
  readonly project: ProjectRef;
  readonly slug?: string;
  readonly key?: string;
}

const pageSize = 50;

export const historyQueries = {
  /** The journal, newest first, a page at a time. */
  list: (filter: HistoryFilter) =>
    infiniteQueryOptions({
      queryKey: ['history', filter.project.workspaceId, filter.project.projectId, filter.slug, filter.key],
      queryFn: ({ pageParam }) =>
        ask('history.list', {
          ...filter,
          limit: pageSize,
          ...(pageParam === undefined ? {} : { before: pageParam }),
        }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (last) => (last.more ? last.entries.at(-1)?.startedAt : undefined),
    }),
  one: (changeSetId: string) =>
    queryOptions({
      queryKey: ['history', 'one', changeSetId],
      queryFn: () => ask('history.get', { changeSetId }),
    }),
};
