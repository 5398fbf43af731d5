import { QueryClient } from '@tanstack/react-query';
import { AskError } from './bridge.ts';

/**
 * One cache for metadata. Values never enter it.
 *
 * Main answers without a network, so nothing waits for one, and an expected failure is not tried again.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (count, error) => !(error instanceof AskError) && count < 1,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
