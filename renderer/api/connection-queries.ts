import { queryOptions } from '@tanstack/react-query';
import { ask } from './bridge.ts';

export const connectionQueries = {
  /** Every connection with what may be told of its token. */
  list: () => queryOptions({ queryKey: ['connections'], queryFn: () => ask('connections.list', {}) }),
  /** What would go with a connection. Asked anew each time. */
  contents: (id: string) =>
    queryOptions({
      queryKey: ['connection-contents', id],
      queryFn: () => ask('connections.contents', { id }),
      staleTime: 0,
      gcTime: 0,
    }),
};
