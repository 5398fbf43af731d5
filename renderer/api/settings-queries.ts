import { queryOptions } from '@tanstack/react-query';
import { ask } from './bridge.ts';

export const settingsQueries = {
  get: () => queryOptions({ queryKey: ['settings'], queryFn: () => ask('settings.get', {}) }),
};
