import { useQuery } from '@tanstack/react-query';
import type { Project } from '../../core/environment.ts';
import { scopeQueries } from '../api/scope-queries.ts';

/** The projects that a connection's account was last seen to have. */
export function useProjectsOf(connectionId: string): readonly Project[] {
  const workspaces = useQuery(scopeQueries.list()).data?.workspaces ?? [];
  return workspaces
    .filter(({ id }) => id === connectionId)
    .flatMap(({ organizations }) => organizations)
    .flatMap(({ projects }) => projects);
}
