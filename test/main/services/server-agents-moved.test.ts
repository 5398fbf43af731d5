import { describe, expect, it } from 'vitest';
import { crashed } from '../../support/server/agent/answer.ts';
import type { PlatosServer } from '../../support/server/server.ts';
import { environmentAt } from '../../support/server/world.ts';
import { apply, confirmed } from '../../support/services.ts';
import { agentAt, agentsIn, clone, opened, undo } from './agents-on-server.ts';

/** Another client archives it. */
function archive({ world }: PlatosServer, slug: string): void {
  const row = environmentAt(world, slug);
  row.archived = true;
  row.archivedAt = '2026-01-01T00:00:00.000Z';
}

const dropAgent = (server: PlatosServer, slug: string, agent?: string): void => {
  const { agents } = server.world.agent;
  agents.splice(agents.indexOf(agentAt(server, slug, agent)), 1);
};

describe('an environment that another client archives during a review', () => {
  const agents = ['triage', 'refund-helper'];
  const choices = [{ key: 'BRAND_NEW', action: 'set' as const, value: 'x' }];
  const gone = { code: 'refused', reason: 'environment-gone' };
  it.each([
    ['agents', { choices: [], agents, queues: [] }, gone],
    ['agents with variables and queues', { choices, agents, queues: ['send/mail'] }, gone],
    ['variables', { choices, agents: [], queues: [] }, { code: 'server', problem: 'gone' }],
    ['queues', { choices: [], agents: [], queues: ['send/mail'] }, { code: 'server', problem: 'gone' }],
  ])('takes no %s', async (_, what, error) => {
    const { server, app, env } = await opened();
    const source = { type: 'promotion' as const, from: env('dev'), ...what };
    const plan = await app.ask('changes.plan', { env: env('stg'), source });
    archive(server, 'stg');
    const before = structuredClone(server.world);
    expect(await app.reply('changes.apply', confirmed(plan))).toMatchObject({ ok: false, error });
    expect(server.world.agent.agents).toEqual(before.agent.agents);
    expect(server.world.agent.versions).toEqual(before.agent.versions);
    expect(server.world.values).toEqual(before.values);
    expect((await app.ask('history.list', { project: env('stg'), limit: 5 })).entries).toEqual([]);
  });

  it('takes no clone, no edited provider key and no undo', async () => {
    const on = await opened();
    const { server, app, env } = on;
    const { changeSetId } = await apply(app.ask, await clone(on, 'dev', 'stg', 'refund-helper'));
    const key = { resource: 'provider-key' as const, key: 'anthropic:ANTHROPIC_API_KEY_2' };
    const documents = [{ ...key, content: JSON.stringify({ label: 'Other', isDefault: false }) }];
    const plans = [
      await clone(on, 'dev', 'stg', 'triage'),
      await app.ask('changes.plan', { env: env('stg'), source: { type: 'edits', documents } }),
    ];
    archive(server, 'stg');
    const before = structuredClone(server.world.agent);
    for (const plan of plans)
      expect(await app.reply('changes.apply', confirmed(plan))).toMatchObject({ ok: false, error: gone });
    await expect(undo(on, 'stg', changeSetId)).rejects.toMatchObject({ error: gone });
    expect(server.world.agent.agents).toEqual(before.agents);
    expect(server.world.agent.providerKeys).toEqual(before.providerKeys);
  });
});

it('an agent that is deleted in the source after it was chosen is left out, with the reason', async () => {
  const on = await opened();
  const { server, app, env } = on;
  const check = { env: env('prod'), from: env('dev'), slugs: ['triage', 'refund-helper'] };
  await app.ask('agents.checkClone', check);
  dropAgent(server, 'dev', 'refund-helper');
  app.clock.now += 10_000; // longer than an answer counts as recent
  expect((await app.ask('agents.checkClone', check)).agents).toMatchObject([
    { slug: 'triage', state: 'changes' },
    { slug: 'refund-helper', state: 'missing' },
  ]);
  const plan = await clone(on, 'dev', 'prod', ...check.slugs);
  expect(plan.rows.map(({ key }) => key)).toEqual(['triage']);
  expect(plan.left).toEqual([
    { resource: 'agent', key: 'refund-helper', why: 'It is not in Development any more.' },
  ]);
  expect(await apply(app.ask, plan)).toMatchObject({ state: 'done', done: 1 });
  expect(agentsIn(server, 'prod').map(({ slug }) => slug)).toEqual(['triage']);
});

it('an agent that is deleted while it is written, of which the server falls over, is told and made by nobody', async () => {
  const on = await opened();
  const { server, app } = on;
  const plan = await clone(on, 'dev', 'prod', 'triage');
  const fallsOver = () => {
    dropAgent(server, 'prod');
    return crashed();
  };
  server.agent.faults.add(
    { kind: 'instead', happens: false, answer: fallsOver },
    { method: 'PATCH', path: /agents\/[^/]+$/, times: 1 },
  );
  const result = await apply(app.ask, plan);
  expect(result.rows).toEqual([
    {
      resource: 'agent',
      key: 'triage',
      outcome: 'failed',
      reason: 'The server failed (HTTP 500). The server does not hold it.',
    },
  ]);
  expect(agentsIn(server, 'prod')).toEqual([]);
  const again = await clone(on, 'dev', 'prod', 'triage');
  expect(again.rows).toMatchObject([{ action: 'create' }]);
  expect(await apply(app.ask, again)).toMatchObject({ state: 'done' });
  expect(agentsIn(server, 'prod')).toHaveLength(1);
});
