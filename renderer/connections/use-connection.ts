import { useQuery } from '@tanstack/react-query';
import type { ListedConnection } from '../../core/connection.ts';
import { connectionQueries } from '../api/connection-queries.ts';

/** The connection of that id as it is now. */
export function useConnection(id: string | undefined): ListedConnection | undefined {
  const all = useQuery(connectionQueries.list()).data?.connections;
  return all?.find((each) => each.id === id);
}
