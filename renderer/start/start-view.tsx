import { useQuery } from '@tanstack/react-query';
import { scopeQueries } from '../api/scope-queries.ts';
import { useReady } from '../router/ready.ts';

export function StartView() {
  const scope = useQuery(scopeQueries.list());
  useReady(scope.data !== undefined);
  return null;
}
