import type { QueryClient } from '@tanstack/react-query';
import type { EnvironmentRef } from '../../core/environment.ts';

/**
 * The environments of a workspace whose lists stand on the page: the one in view and those it is compared with.
 *
 * Read from the queries that something on the page looks at, so that no page has to say which lists it shows.
 */
export function listsShown(client: QueryClient, workspaceId: string): readonly EnvironmentRef[] {
  const shown = new Map<string, EnvironmentRef>();
  for (const noun of ['variables', 'documents'])
    for (const { queryKey } of client
      .getQueryCache()
      .findAll({ queryKey: [noun, workspaceId], type: 'active' })) {
      const [, , projectId, slug] = queryKey;
      if (typeof projectId === 'string' && typeof slug === 'string')
        shown.set(JSON.stringify([projectId, slug]), { workspaceId, projectId, slug });
    }
  return [...shown.values()];
}
