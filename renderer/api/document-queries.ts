import { queryOptions } from '@tanstack/react-query';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { DocumentResource } from '../../core/resource.ts';
import { ask } from './bridge.ts';

const inEnv = (env: EnvironmentRef) => [env.workspaceId, env.projectId, env.slug] as const;

/** A page that is opened again asks main anew, which asks the server behind what was seen last. */
const shownAgainMs = 15_000;

/** Agents, provider keys and queues. The first part of each key is what a write makes stale. */
export const documentQueries = {
  agents: (env: EnvironmentRef) =>
    queryOptions({
      queryKey: ['documents', ...inEnv(env), 'agents'],
      queryFn: () => ask('agents.list', { env }),
      staleTime: shownAgainMs,
    }),
  agent: (env: EnvironmentRef, slug: string) =>
    queryOptions({
      queryKey: ['documents', ...inEnv(env), 'agent', slug],
      queryFn: () => ask('agents.get', { env, slug }),
      structuralSharing: false,
    }),
  /** What cloning into `env` would do. Read anew each time it is shown. */
  clone: (env: EnvironmentRef, from: EnvironmentRef, slugs: readonly string[]) =>
    queryOptions({
      queryKey: ['documents', ...inEnv(env), 'clone', from.slug, ...slugs],
      queryFn: () => ask('agents.checkClone', { env, from, slugs: [...slugs] }),
      staleTime: 0,
      gcTime: 0,
    }),
  /** Both sides of one of them. */
  preview: (env: EnvironmentRef, from: EnvironmentRef, slug: string) =>
    queryOptions({
      queryKey: ['documents', ...inEnv(env), 'preview', from.slug, slug],
      queryFn: () => ask('agents.previewClone', { env, from, slug }),
      staleTime: 0,
      gcTime: 0,
      structuralSharing: false,
    }),
  providers: (env: EnvironmentRef) =>
    queryOptions({
      queryKey: ['documents', ...inEnv(env), 'providers'],
      queryFn: () => ask('providers.list', { env }),
      staleTime: shownAgainMs,
    }),
  queues: (env: EnvironmentRef) =>
    queryOptions({
      queryKey: ['documents', ...inEnv(env), 'queues'],
      queryFn: () => ask('queues.list', { env }),
      staleTime: shownAgainMs,
    }),
  versions: (env: EnvironmentRef, resource: DocumentResource, key: string) =>
    queryOptions({
      queryKey: ['documents', ...inEnv(env), 'versions', resource, key],
      queryFn: () => ask('documents.versions', { env, resource, key }),
    }),
  version: (env: EnvironmentRef, resource: DocumentResource, key: string, version: number) =>
    queryOptions({
      queryKey: ['documents', ...inEnv(env), 'version', resource, key, version],
      queryFn: () => ask('documents.version', { env, resource, key, version }),
    }),
  /** Both sides of a document in a plan. */
  planned: (planId: string, revision: number, resource: DocumentResource, key: string) =>
    queryOptions({
      queryKey: ['plan', planId, 'document', revision, resource, key],
      queryFn: () => ask('changes.document', { planId, resource, key }),
      gcTime: 0,
    }),
  /** The same of a line of the journal. */
  journaled: (changeSetId: string, resource: DocumentResource, key: string) =>
    queryOptions({
      queryKey: ['history', 'document', changeSetId, resource, key],
      queryFn: () => ask('history.document', { changeSetId, resource, key }),
    }),
};
