import { queryOptions } from '@tanstack/react-query';
import type { Input } from '../../../core/ipc/contract.ts';
import { ask } from '../../api/bridge.ts';

export const exportQueries = {
  /** A path that is free now. */
  suggest: (request: Input<'exports.suggest'>) =>
    queryOptions({
      queryKey: ['exports', request],
      queryFn: () => ask('exports.suggest', request),
      staleTime: 0,
      gcTime: 0,
    }),
};
