import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientOf } from '../../client.ts';
import { type PlatosServer, startPlatos } from '../../server.ts';
import { environmentAt } from '../../world.ts';
import { agentClient, toolClient } from '../agent-client.ts';

const vars = '/api/v1/projects/proj_supportbotsample/envvars';
let server: PlatosServer;
let call: ReturnType<typeof toolClient>;

beforeEach(async () => {
  server = await startPlatos();
  call = toolClient(server, server.agent.issue.controlPlane('stg'));
});
afterEach(() => server.close());

const idOf = (slug: string): string => environmentAt(server.world, slug).id;

describe('environments', () => {
  it('are listed by type and slug, branches and archived ones among them', async () => {
    const { result } = await call('environments.list');

    expect((result as { slug: string }[]).map(({ slug }) => slug)).toEqual([
      'prod',
      'stg',
      'dev',
      'dev',
      'preview',
      'preview-feat-tone',
    ]);
    expect((result as object[])[2]).toMatchObject({
      id: 'env_dev_support-bot-3c4d_user_ada',
      type: 'DEVELOPMENT',
      branchName: null,
      archivedAt: null,
      orgMemberId: 'member_user_ada',
    });
  });

  it('are made for admins, and read over the webapp at once', async () => {
    const { result } = await call('environments.create', { slug: ' QA-2 ' });
    expect(result).toMatchObject({ slug: 'qa-2', type: 'DEVELOPMENT' });
    const ask = clientOf(server);
    await ask(`POST ${vars}/qa-2`, { body: { name: 'A', value: 'x' } });
    expect((await ask(`GET ${vars}/qa-2`)).json).toEqual([{ name: 'A', value: 'x', isSecret: false }]);
    expect((await ask('GET /api/v1/projects/proj_supportbotsample/qa-2')).status).toBe(400);
  });

  it('made as staging is never reached, as that word leads to stg', async () => {
    await call('environments.create', { slug: 'staging', type: 'STAGING' });
    await clientOf(server)(`POST ${vars}/staging`, { body: { name: 'WHERE', value: 'x' } });

    expect(server.world.values.get(idOf('stg'))?.has('WHERE')).toBe(true);
  });

  it.each(['', '-a', 'a_b', 'ä', 'a'.repeat(32)])('are refused the slug "%s"', async (slug) => {
    expect((await call('environments.create', { slug })).result).toEqual({ error: 'slug_invalid' });
  });

  it('are refused within a success: taken, protected, in use, unknown, not an admin', async () => {
    const ben = toolClient(server, server.agent.issue.controlPlane('stg', { userId: 'user_ben' }));
    const remove = (environmentId: string) => call('environments.delete', { environmentId });

    expect((await call('environments.create', { slug: 'Prod' })).result).toEqual({ error: 'slug_taken' });
    expect((await ben('environments.create', { slug: 'qa' })).result).toEqual({ error: 'access_denied' });
    expect((await remove(idOf('prod'))).result).toEqual({ error: 'production_env_protected' });
    expect((await remove(idOf('stg'))).result).toEqual({
      error: 'env_in_use',
      reason: 'active_agents',
      count: 1,
    });
    expect((await remove('env_none')).result).toEqual({ error: 'not_found' });
  });

  it('are archived once, keep their slug and are gone from the webapp', async () => {
    await agentClient(server, 'stg')('DELETE /api/v1/agent/agents/agent_stg_triage');
    const environmentId = idOf('stg');

    expect((await call('environments.delete', { environmentId })).result).toEqual({ archived: true });
    expect((await call('environments.delete', { environmentId })).result).toEqual({
      archived: false,
      alreadyArchived: true,
    });
    expect((await call('environments.create', { slug: 'stg' })).result).toEqual({ error: 'slug_taken' });
    expect((await clientOf(server)(`GET ${vars}/stg`)).status).toBe(404);
  });
});

describe('secrets', () => {
  it('are set as secrets, named without values, and deleted as often as one likes', async () => {
    expect((await call('environments.set_secret', { name: 'MADE', value: 'fake' })).result).toEqual({
      ok: true,
      name: 'MADE',
    });
    expect((await clientOf(server)(`GET ${vars}/stg/MADE`)).json).toEqual({
      name: 'MADE',
      value: '<redacted>',
      isSecret: true,
    });
    const { result } = await call('environments.list_secrets');
    expect((result as { secrets: object[] }).secrets).toContainEqual({
      name: 'MADE',
      version: 1,
      isSecret: true,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(JSON.stringify(result)).not.toContain('fake');
    const remove = async () => (await call('environments.delete_secret', { name: 'MADE' })).result;
    expect([await remove(), await remove()]).toMatchObject([{ deleted: true }, { deleted: false }]);
  });

  it.each([
    ['lower', 'x', 'name_invalid'],
    ['A'.repeat(65), 'x', 'name_invalid'],
    ['EMPTY', '', 'value_required'],
    ['LONG', 'x'.repeat(8193), 'value_too_long'],
  ])('are refused: %s', async (name, value, error) => {
    expect((await call('environments.set_secret', { name, value })).result).toEqual({ error });
  });

  it('are seen by agents at once', async () => {
    const ready = async () =>
      ((await call('providers.get', { providerId: 'openai' })).result as { envReady: boolean }).envReady;
    expect(await ready()).toBe(true);
    await call('environments.delete_secret', { name: 'OPENAI_API_KEY' });

    expect(await ready()).toBe(false);
  });
});
