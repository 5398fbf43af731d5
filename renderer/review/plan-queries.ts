import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/bridge.ts';

export const planQueries = {
  /** A plan's latest revision, without values. */
  one: (planId: string) =>
    queryOptions({
      queryKey: ['plan', planId],
      queryFn: () => ask('changes.view', { planId }),
      gcTime: 0,
      structuralSharing: false,
    }),
};
