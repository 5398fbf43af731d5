import type { QueryClient } from '@tanstack/react-query';
import type { EnvironmentRef } from '../../core/environment.ts';

/**
 * The environments of a workspace whose lists stand on the page: the one in view and those it is compared with.
 *
 * Read from the queries that something on the page looks at, so that no page has to say which lists it shows.
 */
export function listsShown(client: QueryClient, workspaceId: string): readonly EnvironmentRef[] {
  return client
    .getQueryCache()
    .findAll({ queryKey: ['variables', workspaceId], type: 'active' })
    .flatMap(({ queryKey: [, , projectId, slug] }) =>
      typeof projectId === 'string' && typeof slug === 'string' ? [{ workspaceId, projectId, slug }] : [],
    );
}
