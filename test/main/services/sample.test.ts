import { expect, it } from 'vitest';
import type { EnvironmentRef } from '../../../core/environment.ts';
import { services } from '../../support/services.ts';

async function sample() {
  const app = await services();
  const opened = await app.ask('scope.openSample', {});
  const { workspaces } = await app.ask('scope.list', {});
  const workspace = workspaces[0];
  const project = workspace?.organizations
    .flatMap((organization) => organization.projects)
    .find(({ environments }) => environments.length === 3);
  const env = (slug: string): EnvironmentRef => ({
    workspaceId: 'local',
    projectId: project?.id ?? '',
    slug,
  });
  return { app, opened, project, env };
}

it('makes three environments that differ as environments do, with a history that can be undone', async () => {
  const { app, project, env } = await sample();
  expect(project?.environments.map(({ slug, kind }) => [slug, kind])).toEqual([
    ['dev', 'development'],
    ['staging', 'staging'],
    ['prod', 'production'],
  ]);
  const list = async (slug: string) => (await app.ask('variables.list', { env: env(slug) })).rows;
  const [dev, staging, prod] = [await list('dev'), await list('staging'), await list('prod')];
  const keys = new Set([...dev, ...staging, ...prod].map(({ key }) => key));
  expect(keys.size).toBeGreaterThanOrEqual(40);
  const prodKeys = new Set(prod.map(({ key }) => key));
  expect(staging.filter(({ key }) => !prodKeys.has(key)).map(({ key }) => key)).toEqual([
    'FEATURE_REFUND_FLOW',
    'GOOGLE_GENERATIVE_AI_API_KEY',
    'HANDOVER_URL',
    'STRIPE_WEBHOOK_SECRET',
  ]);
  const shared = (key: string) =>
    [staging, prod].map((rows) => rows.find((row) => row.key === key)?.fingerprint);
  expect(new Set(shared('OPENAI_API_KEY')).size).toBe(1);
  expect(new Set(shared('EMBEDDING_DIMENSIONS')).size).toBe(2);
  expect(prod.map(({ key }) => key)).not.toContain('PLATOS_TEST_MODE');
  const history = await app.ask('history.list', { project: env('prod'), slug: 'staging', limit: 50 });
  expect(history.entries.filter(({ canUndo }) => canUndo).length).toBeGreaterThanOrEqual(4);
  const { versions } = await app.ask('variables.versions', { env: env('staging'), key: 'ANSWER_MODEL' });
  expect(versions.length).toBe(3);
  const { rules } = await app.ask('rules.list', { project: env('prod') });
  expect(rules.find(({ key }) => key === 'EMBEDDING_DIMENSIONS')?.rule).toBe('must-match');
});

it('goes to the sample that is there instead of making another, also when asked twice at once', async () => {
  const { app, opened } = await sample();
  const again = await Promise.all([app.ask('scope.openSample', {}), app.ask('scope.openSample', {})]);
  expect(again).toEqual([opened, opened]);
  const { workspaces } = await app.ask('scope.list', {});
  expect(workspaces[0]?.organizations.flatMap(({ projects }) => projects).length).toBe(2);
});
