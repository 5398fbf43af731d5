import { queryOptions } from '@tanstack/react-query';
import { ask } from './bridge.ts';

export const scopeQueries = {
  /** Every workspace with its projects and environments, and the draft counts of each. */
  list: () => queryOptions({ queryKey: ['scope'], queryFn: () => ask('scope.list', {}) }),
};
