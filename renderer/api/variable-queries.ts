import { queryOptions } from '@tanstack/react-query';
import type { EnvironmentRef } from '../../core/environment.ts';
import { ask } from './bridge.ts';

export const variableQueries = {
  /** The complete list of one environment, sorted by key, without values. */
  list: (env: EnvironmentRef) =>
    queryOptions({
      queryKey: ['variables', env.workspaceId, env.projectId, env.slug],
      queryFn: () => ask('variables.list', { env }),
      // Rows number in the tens of thousands: comparing the old answer with the new one costs more than it saves.
      structuralSharing: false,
    }),
  /** The dated lists that are kept of an environment on a server. */
  kept: (env: EnvironmentRef) =>
    queryOptions({
      queryKey: ['variables', env.workspaceId, env.projectId, env.slug, 'kept'],
      queryFn: () => ask('lists.kept', { env }),
    }),
  since: (env: EnvironmentRef, id: number) =>
    queryOptions({
      queryKey: ['variables', env.workspaceId, env.projectId, env.slug, 'since', id],
      queryFn: () => ask('lists.since', { env, id }),
    }),
  versions: (env: EnvironmentRef, key: string) =>
    queryOptions({
      queryKey: ['versions', env.workspaceId, env.projectId, env.slug, key],
      queryFn: () => ask('variables.versions', { env, key }),
    }),
};
