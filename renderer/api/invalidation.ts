import type { EnvironmentRef, ProjectRef } from '../../core/environment.ts';
import { appQueries } from './app-queries.ts';
import { listen } from './bridge.ts';
import { queryClient } from './query-client.ts';

const stale = (...queryKey: readonly (string | undefined)[]) =>
  void queryClient.invalidateQueries({ queryKey: [...queryKey] });

/** After a change set was applied to `env`: everything that its journal entry touched is read again. */
export function environmentWritten(env: EnvironmentRef): void {
  stale('variables', env.workspaceId, env.projectId, env.slug);
  stale('versions', env.workspaceId, env.projectId, env.slug);
  stale('drafts', env.workspaceId, env.projectId, env.slug);
  stale('history');
  stale('scope');
  stale('safety', env.workspaceId, env.projectId);
  stale('documents', env.workspaceId, env.projectId);
  stale('renames', env.workspaceId, env.projectId);
}

/** After a step of a rename. */
export function renamesWritten({ workspaceId, projectId }: ProjectRef): void {
  stale('renames', workspaceId, projectId);
}

/** After a rule was put. */
export function rulesWritten(): void {
  stale('rules');
  stale('safety');
  stale('history');
}

/** After a setting was put. */
export function settingsWritten(): void {
  stale('settings');
}

/** The one place where main's events make cached answers stale. */
export function followMain(): () => void {
  const stops = [
    listen('app.changed', () => stale('app')),
    listen('scope.changed', () => {
      for (const noun of [
        'scope',
        'connections',
        'variables',
        'versions',
        'history',
        'rules',
        'safety',
        'documents',
        'renames',
        'approvals',
      ])
        stale(noun);
    }),
    listen('connections.changed', () => {
      stale('connections');
      stale('scope');
    }),
    listen('variables.changed', ({ env }) => {
      stale('variables', env.workspaceId, env.projectId, env.slug);
      stale('drafts', env.workspaceId, env.projectId, env.slug);
      stale('documents', env.workspaceId, env.projectId, env.slug);
    }),
    listen('drafts.changed', ({ env }) => {
      stale('drafts', env.workspaceId, env.projectId, env.slug);
      stale('renames', env.workspaceId, env.projectId);
      stale('scope');
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** After a reveal: main says with each one how many there were, so that it need not be asked. */
export function revealCounted(revealed: number): void {
  queryClient.setQueryData(appQueries.state().queryKey, (state) => state && { ...state, revealed });
}
