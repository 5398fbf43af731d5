import { queryOptions } from '@tanstack/react-query';
import { ask } from './bridge.ts';

export const appQueries = {
  state: () => queryOptions({ queryKey: ['app'], queryFn: () => ask('app.state', {}) }),
};
