import { queryOptions } from '@tanstack/react-query';
import { ask } from './bridge.ts';

export const connectionQueries = {
  /** Every connection with what may be told of its token. */
  list: () => queryOptions({ queryKey: ['connections'], queryFn: () => ask('connections.list', {}) }),
  /** Whether a rate limit makes requests wait. Asked each second, while something is waited for. */
  waiting: (id: string) =>
    queryOptions({
      queryKey: ['connection-waiting', id],
      queryFn: () => ask('connections.waiting', { id }),
      staleTime: 0,
      gcTime: 0,
      refetchInterval: 1_000,
    }),
  /** What would go with a connection. Asked anew each time. */
  contents: (id: string) =>
    queryOptions({
      queryKey: ['connection-contents', id],
      queryFn: () => ask('connections.contents', { id }),
      staleTime: 0,
      gcTime: 0,
    }),
};
