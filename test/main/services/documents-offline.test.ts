import { expect, it, onTestFinished } from 'vitest';
import type { ChangeSource } from '../../../core/changeset.ts';
import type { EnvironmentRef } from '../../../core/environment.ts';
import { queueText } from '../../../core/queue.ts';
import type { Store } from '../../../main/store/open.ts';
import { connect } from '../../support/connected.ts';
import { fail, stall } from '../../support/server/faults.ts';
import { type PlatosServer, startPlatos } from '../../support/server/server.ts';
import { apply, bare, confirmed, type Services, services } from '../../support/services.ts';
import { projectId, secretsOf } from '../workspaces/server/agent-service.ts';

const minute = 60_000;

/** Connected, with the credentials of the agent service. */
async function connected() {
  const server = await startPlatos();
  onTestFinished(() => server.close());
  onTestFinished(() => server.agent.close());
  const app = await services();
  const { id, env } = await connect(app, server, { agentUrl: server.agent.url });
  await app.ask('connections.setAgentAccess', { id, projectId, ...secretsOf(server) });
  return { server, app, id, env: env('prod'), other: env('stg') };
}

const queuesOf = async ({ ask }: Services, env: EnvironmentRef) => ask('queues.list', { env });

/** Pauses a queue as the page does. */
async function pausing(app: Services, env: EnvironmentRef): Promise<ChangeSource> {
  const { queues } = await queuesOf(app, env);
  const queue = queues.find(({ name }) => name === 'send/mail');
  if (queue === undefined) throw new Error('no queue');
  const content = queueText({ ...queue, paused: true });
  return {
    type: 'edits',
    documents: [{ resource: 'queue', key: queue.name, content, base: queue.fingerprint }],
  };
}

const keptLists = ({ db }: Store): readonly string[] =>
  db
    .prepare<[], { resource: string }>('SELECT resource FROM document_lists ORDER BY resource')
    .all()
    .map(({ resource }) => resource);

/** Until what is asked behind an answer has come. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((done) => setTimeout(done, 5));
}

const paused = ({ world }: PlatosServer) => world.queues.find(({ id }) => id === 'queue_mail')?.paused;

it('answers with what was seen last, and asks again behind it after a minute', async () => {
  const { server, app, env } = await connected();
  expect(await queuesOf(app, env)).toMatchObject({ state: { readAt: app.clock.now, refreshing: false } });
  const asked = server.requests.length;
  await queuesOf(app, env);
  expect(server.requests.length).toBe(asked);
  const seenAt = app.clock.now;
  app.clock.now += minute;
  app.events.length = 0;
  const mail = server.world.queues.find(({ id }) => id === 'queue_mail');
  if (mail !== undefined) mail.queued = 77;
  expect(await queuesOf(app, env)).toMatchObject({ state: { readAt: seenAt, refreshing: true } });
  await until(() => app.events.some(({ event }) => event === 'variables.changed'));
  const { queues, state } = await queuesOf(app, env);
  expect(queues.find(({ name }) => name === 'send/mail')).toMatchObject({ queued: 77 });
  expect(state).toEqual({ readAt: app.clock.now, refreshing: false });
});

it('asks again where the list of the environment is refreshed', async () => {
  const { server, app, id, env } = await connected();
  await queuesOf(app, env);
  await app.ask('connections.refresh', { id, env });
  const asked = server.requests.filter(({ path }) => path.startsWith('/api/v1/queues')).length;
  await queuesOf(app, env);
  await until(async () => (await queuesOf(app, env)).state?.refreshing === false);
  expect(server.requests.filter(({ path }) => path.startsWith('/api/v1/queues')).length).toBe(asked + 1);
});

it('shows agents, provider keys and queues without the server, and plans by them; applying asks it', async () => {
  const { server, app, id, env, other } = await connected();
  const seen = {
    agents: await app.ask('agents.list', { env }),
    providers: await app.ask('providers.list', { env }),
    queues: await queuesOf(app, env),
    theirs: await queuesOf(app, other),
  };
  await app.ask('connections.setOffline', { id, stayOffline: true });
  const asked = [server.requests.length, server.agent.requests.length];
  app.clock.now += 5 * minute;
  expect((await app.ask('agents.list', { env })).agents).toEqual(seen.agents.agents);
  expect((await app.ask('providers.list', { env })).keys).toEqual(seen.providers.keys);
  expect(await queuesOf(app, env)).toEqual(seen.queues);
  expect(await queuesOf(app, other)).toEqual(seen.theirs);
  const plan = await app.ask('changes.plan', { env, source: await pausing(app, env) });
  expect(plan).toMatchObject({ offline: true, readAt: seen.queues.state?.readAt, counts: { update: 1 } });
  expect(await app.reply('changes.apply', confirmed(plan))).toMatchObject({
    ok: false,
    error: { code: 'server', problem: 'offline' },
  });
  expect([server.requests.length, server.agent.requests.length]).toEqual(asked);
  expect(paused(server)).toBe(false);
  await app.ask('connections.setOffline', { id, stayOffline: false });
  expect(await apply(app.ask, plan)).toMatchObject({ state: 'done' });
  expect(paused(server)).toBe(true);
});

it('is seen to have moved when it is applied', async () => {
  const { server, app, id, env } = await connected();
  const source = await pausing(app, env);
  await app.ask('connections.setOffline', { id, stayOffline: true });
  const plan = await app.ask('changes.plan', { env, source });
  const mail = server.world.queues.find((one) => one.id === 'queue_mail');
  if (mail !== undefined) mail.override = 1;
  await app.ask('connections.setOffline', { id, stayOffline: false });
  expect(await app.reply('changes.apply', confirmed(plan))).toMatchObject({
    ok: false,
    error: { code: 'drift', keys: ['send/mail'] },
  });
  expect(paused(server)).toBe(false);
});

it('says why nothing newer was to be had, and is there after a start', async () => {
  const { server, app, env } = await connected();
  const { queues } = await queuesOf(app, env);
  server.faults.add(fail(503), { path: /\/queues$/ });
  app.clock.now += minute;
  await queuesOf(app, env);
  await until(async () => (await queuesOf(app, env)).state?.problem === 'error');
  const next = bare(app.context.store, { workspaceId: 'local', projectId: '' });
  expect((await next.ask('queues.list', { env })).queues).toEqual(queues);
});

it('has nothing to show of what was never seen', async () => {
  const { app, id, env } = await connected();
  await app.ask('connections.setOffline', { id, stayOffline: true });
  expect(await app.reply('queues.list', { env })).toMatchObject({
    ok: false,
    error: { code: 'server', problem: 'offline' },
  });
});

it('reads one agent in full without the server only where it was read in full', async () => {
  const { app, id, env, other } = await connected();
  const firstOf = async (where: EnvironmentRef) => {
    const { agents } = await app.ask('agents.list', { env: where });
    return { env: where, slug: agents[0]?.slug ?? '' };
  };
  const [first, second] = [await firstOf(env), await firstOf(other)];
  const full = await app.ask('agents.get', first);
  await app.ask('connections.setOffline', { id, stayOffline: true });
  expect(await app.ask('agents.get', first)).toEqual(full);
  expect(await app.reply('agents.get', second)).toMatchObject({
    ok: false,
    error: { code: 'server', problem: 'offline' },
  });
});

it('goes with its connection', async () => {
  const { app, id, env } = await connected();
  await app.ask('agents.list', { env });
  await queuesOf(app, env);
  expect(keptLists(app.context.store)).toEqual(['agent', 'provider-key', 'queue']);
  await app.ask('connections.remove', { id, confirmation: 'Work' });
  expect(keptLists(app.context.store)).toEqual([]);
});

it('a list that shrank is shown only once it is believed', async () => {
  const { server, app, env } = await connected();
  const { agents } = await app.ask('agents.list', { env });
  expect(agents.length).toBeGreaterThan(0);
  const there = server.world.agent.agents.splice(0);
  app.clock.now += minute;
  const slugs = async () => (await app.ask('agents.list', { env })).agents.map(({ slug }) => slug);
  const state = async () => (await app.ask('agents.list', { env })).state;
  await slugs();
  await until(async () => (await state())?.refreshing === false);
  expect(await slugs()).toEqual(agents.map(({ slug }) => slug));
  const shrank = { from: agents.length, to: 0, at: app.clock.now };
  expect(await state()).toEqual({ readAt: app.clock.now - minute, refreshing: false, shrank });

  server.world.agent.agents.push(...there);
  app.clock.now += minute;
  await slugs();
  await until(async () => (await state())?.refreshing === false);
  expect(await state()).toEqual({ readAt: app.clock.now, refreshing: false });

  server.world.agent.agents.length = 0;
  app.clock.now += minute;
  await slugs();
  await until(async () => (await state())?.shrank !== undefined);
  await app.ask('lists.believe', { env, resource: 'agent' });
  expect(await slugs()).toEqual([]);
  expect(await state()).toEqual({ readAt: app.clock.now, refreshing: false });
});

it('what this console deletes is no list that shrank', async () => {
  const { app, env } = await connected();
  const { agents } = await app.ask('agents.list', { env });
  for (const { slug } of agents) {
    const documents = [{ resource: 'agent' as const, key: slug, content: null }];
    const plan = await app.ask('changes.plan', { env, source: { type: 'edits', documents } });
    expect(await apply(app.ask, plan)).toMatchObject({ state: 'done' });
  }
  expect(await app.ask('agents.list', { env })).toMatchObject({ agents: [], state: { refreshing: false } });
  expect((await app.ask('agents.list', { env })).state?.shrank).toBeUndefined();
});

it('plans by what was seen last where the server hangs, and never saw some of it', async () => {
  const { server, app, env } = await connected();
  const source = await pausing(app, env);
  await app.ask('variables.list', { env });
  await app.ask('drafts.put', { env, patches: [{ key: 'LOG_LEVEL', value: 'of the draft' }] });
  for (const { faults } of [server, server.agent]) faults.add(stall());
  const drafts = await app.ask('changes.plan', { env, source: { type: 'drafts' } });
  expect(drafts).toMatchObject({ offline: true, counts: { update: 1 } });
  expect(drafts.unread.length).toBeGreaterThan(0);
  expect(await app.ask('changes.plan', { env, source })).toMatchObject({ offline: true });
});
