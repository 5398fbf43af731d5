import { inflateRawSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Output } from '../../../core/ipc/contract.ts';
import { searchBytes } from '../../support/searcher.ts';
import { perMinute } from '../../support/server/agent/limits.ts';
import { keySpent } from '../../support/server/agent/resolve-key.ts';
import { fail } from '../../support/server/faults.ts';
import { environmentAt, valuesOf } from '../../support/server/world.ts';
import { apply, confirmed } from '../../support/services.ts';
import {
  agentAt,
  agentsIn,
  clone,
  type Opened,
  opened,
  skillsOf,
  stateOf,
  undo,
} from './agents-on-server.ts';

describe('agents of a server', () => {
  it('are offered where a project has access, and elsewhere it is said what would give it', async () => {
    const { app, env } = await opened();
    const { workspaces } = await app.ask('scope.list', {});
    const there = workspaces.find(({ id }) => id === env('dev').workspaceId);
    expect(there?.capabilities).toEqual(expect.arrayContaining(['agents', 'provider-keys']));
    expect((await app.ask('agents.list', { env: env('dev') })).agents.map(({ slug }) => slug)).toEqual([
      'refund-helper',
      'release-notes',
      'triage',
    ]);
    const billing = { ...env('dev'), projectId: 'proj_billingsample' };
    expect(await app.reply('agents.list', { env: billing })).toMatchObject({
      ok: false,
      error: { code: 'unsupported', why: expect.stringMatching(/credentials.*Settings/) },
    });
  });

  it('never count on the key of the agent process', async () => {
    const { server, app, env } = await opened();
    expect(server.world.agent.processVariables.has('GOOGLE_GENERATIVE_AI_API_KEY')).toBe(true);
    const at = {
      environmentId: environmentAt(server.world, 'dev').id,
      slug: 'release-notes',
      now: Date.now(),
    };
    valuesOf(server.world, at.environmentId).delete('GOOGLE_GENERATIVE_AI_API_KEY');
    expect(keySpent(server.world, at)).toMatchObject({ from: 'process' });
    await app.ask('connections.refresh', { id: env('dev').workspaceId, env: env('dev') });
    const { agents } = await app.ask('agents.list', { env: env('dev') });
    expect(agents.find(({ slug }) => slug === 'release-notes')).toMatchObject({ able: false });
    const plan = await clone({ server, app, env } as Opened, 'dev', 'prod', 'release-notes');
    expect(plan.rows).toMatchObject([{ risks: [{ kind: 'provider-not-able', level: 'refused' }] }]);
    expect(plan.confirmation.keys).toEqual(['release-notes']);
  });
});

it('versions of an agent come from its server, without ids, and one of them is brought back', async () => {
  const on = await opened();
  const { server, app, env } = on;
  const of = { env: env('dev'), resource: 'agent' as const, key: 'triage' };
  const { versions } = await app.ask('documents.versions', of);
  expect(versions.map(({ version, deleted }) => [version, deleted])).toEqual([
    [2, false],
    [1, false],
  ]);
  const { text } = await app.ask('documents.version', { ...of, version: 1 });
  expect(text).not.toMatch(/agent_dev|pkey_|project_|env_|org_/);
  const now = JSON.parse((await app.ask('agents.get', { env: env('dev'), slug: 'triage' })).text);
  expect(JSON.parse(text)).toEqual({ ...now, systemPrompt: expect.not.stringContaining('urgency') });
  const plan = await app.ask('changes.plan', {
    env: env('dev'),
    source: { type: 'restore', resource: 'agent', key: 'triage', version: 1 },
  });
  const skills = skillsOf(server, agentAt(server, 'dev').id);
  expect(await apply(app.ask, plan)).toMatchObject({ state: 'done' });
  expect(agentAt(server, 'dev').systemPrompt).not.toContain('urgency');
  expect(skillsOf(server, agentAt(server, 'dev').id)).toEqual(skills);
});

it('a provider that is switched off in an environment runs no agent there, whatever keys there are', async () => {
  const on = await opened();
  const { server, app, env } = on;
  const plan = await clone(on, 'dev', 'stg', 'release-notes');
  expect(plan.rows[0]?.risks).toMatchObject([
    { kind: 'provider-not-able', level: 'refused', text: 'Cannot run here: Google is switched off.' },
  ]);
  const check = { env: env('stg'), from: env('dev'), slugs: ['release-notes'] };
  expect((await app.ask('agents.checkClone', check)).agents).toMatchObject([{ routes: [{ off: true }] }]);
  expect((await app.ask('providers.list', { env: env('stg') })).off).toEqual(['google']);
  await apply(app.ask, plan);
  const able = async () => (await app.ask('agents.list', { env: env('stg') })).agents.map((one) => one.able);
  expect(await able()).toEqual([false, true]);
  const row = server.world.agent.providerRows.find(({ provider }) => provider === 'google');
  if (row !== undefined) row.enabled = true;
  app.clock.now += 120_000;
  await able();
  await expect.poll(able).toEqual([true, true]);
});

describe('a clone from development to production', () => {
  it('changes the agent there with keys resolved again, and undo restores it exactly', async () => {
    const on = await opened();
    const { server, app } = on;
    const [was, source] = [stateOf(server, 'prod'), stateOf(server, 'dev')];
    const plan = await clone(on, 'dev', 'prod', 'triage');
    expect(plan.rows).toMatchObject([
      { resource: 'agent', key: 'triage', action: 'update', risks: expect.any(Array) },
    ]);
    expect(plan.rows[0]?.risks.map(({ kind }) => kind)).toContain('skill-lacks');
    const result = await apply(app.ask, plan);
    expect(result.rows).toEqual([{ resource: 'agent', key: 'triage', outcome: 'done' }]);
    const now = stateOf(server, 'prod');
    expect(now).toMatchObject({
      systemPrompt: source.systemPrompt,
      maxSteps: source.maxSteps,
      providerKeyId: 'pkey_prod_anthropic-production',
      modelRoutes: [
        { label: 'answers', providerKeyId: 'pkey_prod_anthropic-production' },
        { label: 'titles', providerKeyId: 'pkey_prod_openai-production' },
      ],
      toolsBlockConfig: was.toolsBlockConfig,
      skills: ['translate'],
    });
    expect(agentsIn(server, 'prod')).toHaveLength(1);
    expect(server.world.agent.versions.at(-1)).toMatchObject({
      agentId: now.id,
      note: 'Clone agent triage from Development to Production',
    });
    expect(stateOf(server, 'dev')).toEqual(source);
    expect(await undo(on, 'prod', result.changeSetId)).toMatchObject({ state: 'done' });
    expect(stateOf(server, 'prod')).toEqual(was);
  });

  it('makes a new agent, and undo takes it away although the server added to it', async () => {
    const on = await opened();
    const { server, app, env } = on;
    const plan = await clone(on, 'dev', 'prod', 'refund-helper');
    expect(plan.rows).toMatchObject([{ action: 'create' }]);
    const result = await apply(app.ask, plan);
    expect(result.state).toBe('done');
    expect(agentAt(server, 'prod', 'refund-helper')).toMatchObject({ visibility: 'private', maxSteps: 6 });
    const back = await app.ask('changes.plan', {
      env: env('prod'),
      source: { type: 'undo', changeSetId: result.changeSetId },
    });
    expect(back.rows).toMatchObject([{ action: 'delete', key: 'refund-helper' }]);
    expect(back.rows[0]?.drift).toBeUndefined();
    expect(await apply(app.ask, back)).toMatchObject({ state: 'done' });
    expect(agentsIn(server, 'prod').map(({ slug }) => slug)).toEqual(['triage']);
  });

  it('comes to nothing the second time', async () => {
    const on = await opened();
    await apply(on.app.ask, await clone(on, 'dev', 'prod', 'triage', 'refund-helper'));
    const again = await clone(on, 'dev', 'prod', 'triage', 'refund-helper');
    const check = { env: on.env('prod'), from: on.env('dev'), slugs: ['triage'] };
    expect((await on.app.ask('agents.checkClone', check)).agents).toMatchObject([{ state: 'same' }]);
    expect(again.counts).toEqual({ create: 0, update: 0, delete: 0, none: 2 });
  });

  it('is one unit with variables and queues', async () => {
    const on = await opened();
    const { server, app, env } = on;
    const was = stateOf(server, 'prod');
    const plan = await app.ask('changes.plan', {
      env: env('prod'),
      source: {
        type: 'promotion',
        from: env('dev'),
        choices: [{ key: 'BRAND_NEW', action: 'set', value: 'x' }],
        agents: ['triage'],
        queues: ['send/mail'],
      },
    });
    const result = await apply(app.ask, plan);
    expect(result).toMatchObject({ state: 'done', done: 3 });
    expect(await undo(on, 'prod', result.changeSetId)).toMatchObject({ state: 'done', done: 3 });
    expect(stateOf(server, 'prod')).toEqual(was);
  });
});

it('an agent that was deleted comes back by undo, but for what its server alone decides', async () => {
  const on = await opened();
  const { server, app, env } = on;
  const { id: _, visibility, createdAt: __, ...was } = stateOf(server, 'dev');
  agentAt(server, 'dev').visibility = 'public-guest';
  const before = await app.ask('agents.get', { env: env('dev'), slug: 'triage' });
  const documents = [{ resource: 'agent' as const, key: 'triage', content: null }];
  const plan = await app.ask('changes.plan', { env: env('dev'), source: { type: 'edits', documents } });
  const { changeSetId } = await apply(app.ask, plan);
  expect(agentsIn(server, 'dev').map(({ slug }) => slug)).not.toContain('triage');
  const back = await app.ask('changes.plan', { env: env('dev'), source: { type: 'undo', changeSetId } });
  expect(back.rows[0]?.risks).toContainEqual(expect.objectContaining({ kind: 'fields-kept' }));
  expect(await apply(app.ask, back)).toMatchObject({ state: 'done' });
  expect(stateOf(server, 'dev')).toMatchObject({ ...was, visibility });
  const now = await app.ask('agents.get', { env: env('dev'), slug: 'triage' });
  expect(JSON.parse(now.text)).toEqual({ ...JSON.parse(before.text), visibility });
});

it('agents that name one another are made in the order of their needs', async () => {
  const { server, app, env } = await opened();
  const naming = (slug: string) => ({ enabledTools: [`ask_agent:{agent ${slug}}`] });
  const agent = (key: string, link?: string) => {
    const tools = link === undefined ? {} : { toolsBlockConfig: naming(link) };
    const content = JSON.stringify({ name: key, model: 'anthropic:claude-sonnet-4-6', ...tools });
    return { resource: 'agent' as const, key, content };
  };
  const documents = [agent('a', 'b'), agent('b', 'c'), agent('c'), agent('d', 'nobody')];
  const plan = await app.ask('changes.plan', { env: env('prod'), source: { type: 'edits', documents } });
  const { rows } = await apply(app.ask, plan);
  expect(rows.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done', 'failed']);
  expect(rows[3]?.reason).toBe('Its tools name an agent that is not here: nobody.');
  const { id } = agentAt(server, 'prod', 'b');
  expect(agentAt(server, 'prod', 'a').toolsBlockConfig).toEqual({ enabledTools: [`ask_agent:${id}`] });
  expect(agentsIn(server, 'prod')).toHaveLength(4);
});

it('says which fields a server decides itself, and writes the others', async () => {
  const { server, app, env } = await opened();
  const { text, fingerprint } = await app.ask('agents.get', { env: env('prod'), slug: 'triage' });
  const content = JSON.stringify({ ...JSON.parse(text), visibility: 'public-guest', maxSteps: 3 });
  const documents = [{ resource: 'agent' as const, key: 'triage', content, base: fingerprint }];
  const plan = await app.ask('changes.plan', { env: env('prod'), source: { type: 'edits', documents } });
  expect(plan.rows[0]?.risks).toContainEqual({
    kind: 'fields-kept',
    level: 'note',
    text: 'The server decides these itself, whatever is written: visibility.',
  });
  expect(await apply(app.ask, plan)).toMatchObject({ state: 'done' });
  expect(agentAt(server, 'prod')).toMatchObject({ visibility: 'private', maxSteps: 3 });
});

describe('a server that moves during a review', () => {
  it('is shown as drift, and nothing is written', async () => {
    const on = await opened();
    const { server, app } = on;
    const plan = await clone(on, 'dev', 'prod', 'triage');
    agentAt(server, 'prod').maxSteps = 77;
    expect(await app.reply('changes.apply', confirmed(plan))).toMatchObject({
      ok: false,
      error: { code: 'drift', keys: ['triage'] },
    });
    expect(agentAt(server, 'prod').maxSteps).toBe(77);
  });
  it('has the agent no more: it is drift, and then it is created', async () => {
    const on = await opened();
    const { server, app } = on;
    const plan = await clone(on, 'dev', 'prod', 'triage');
    server.world.agent.agents.splice(server.world.agent.agents.indexOf(agentAt(server, 'prod')), 1);
    const reply = await app.reply('changes.apply', confirmed(plan));
    expect(reply).toMatchObject({ ok: false, error: { code: 'drift' } });
    expect(agentsIn(server, 'prod')).toEqual([]);
  });
});

/** A change of provider keys as the Providers page makes it. */
async function editKeys(
  { app, env }: Opened,
  slug: string,
  keys: Readonly<Record<string, { label: string; isDefault: boolean } | null>>,
) {
  const documents = Object.entries(keys).map(([key, content]) => ({
    resource: 'provider-key' as const,
    key,
    content: content === null ? null : JSON.stringify(content),
  }));
  return app.ask('changes.plan', { env: env(slug), source: { type: 'edits', documents } });
}

const defaultsIn = async ({ app, env }: Opened, slug: string): Promise<readonly string[]> => {
  const found: Output<'providers.list'> = await app.ask('providers.list', { env: env(slug) });
  return found.keys.filter(({ isDefault }) => isDefault).map(({ envVarName }) => envVarName);
};

describe('provider keys of a server', () => {
  it.each([
    ['that sorts behind', 'anthropic:ANTHROPIC_API_KEY_2'],
    ['that is new and sorts before', 'anthropic:AAA_KEY'],
  ])('change their default to one %s, and back', async (_, key) => {
    const on = await opened();
    const before = await defaultsIn(on, 'prod');
    const plan = await editKeys(on, 'prod', { [key]: { label: 'Other', isDefault: true } });
    const result = await apply(on.app.ask, plan);
    expect(result).toMatchObject({ state: 'done', done: 2 });
    expect(await defaultsIn(on, 'prod')).toEqual([key.slice('anthropic:'.length), 'OPENAI_API_KEY']);
    expect(await undo(on, 'prod', result.changeSetId)).toMatchObject({ state: 'done', done: 2 });
    expect(await defaultsIn(on, 'prod')).toEqual(before);
  });

  it('are refused with words where agents are pinned to them', async () => {
    const on = await opened();
    const plan = await editKeys(on, 'prod', { 'anthropic:ANTHROPIC_API_KEY': null });
    expect(plan.rows[0]?.risks).toMatchObject([{ kind: 'agents-pinned', level: 'refused' }, {}]);
    const result = await apply(on.app.ask, plan);
    expect(result.rows).toMatchObject([
      { outcome: 'failed', reason: 'Agents are pinned to it: change those first.' },
    ]);
  });
});

const creates = { method: 'POST', path: /agents$/ };

describe('an agent service in trouble', () => {
  it('that refuses the session half way leaves a result per row, and the reason', async () => {
    const { server, app, env } = await opened();
    const documents: { resource: 'agent'; key: string; content: string }[] = [];
    for (const key of ['release-notes', 'triage']) {
      const { text } = await app.ask('agents.get', { env: env('dev'), slug: key });
      const content = JSON.stringify({ ...JSON.parse(text), systemPrompt: 'New.' });
      documents.push({ resource: 'agent', key, content });
    }
    const plan = await app.ask('changes.plan', { env: env('dev'), source: { type: 'edits', documents } });
    server.agent.faults.add(fail(401), { method: 'PATCH', nth: 2 });
    expect(await apply(app.ask, plan)).toMatchObject({
      state: 'partial',
      done: 1,
      rows: [
        { key: 'release-notes', outcome: 'done' },
        { key: 'triage', outcome: 'not-done' },
      ],
      stopped: { code: 'agent-access', why: 'session-refused' },
    });
  });

  it('that creates nothing is found out, and what is left is done once', async () => {
    const on = await opened();
    const { server, app, env } = on;
    const plan = await clone(on, 'dev', 'prod', 'refund-helper');
    server.agent.faults.add(fail(503), { ...creates, nth: 1 });
    const result = await apply(app.ask, plan);
    expect(result.rows).toMatchObject([
      { outcome: 'not-done', reason: expect.stringMatching(/HTTP 503.*holds what it held before/) },
    ]);
    const { changeSetId } = result;
    const rest = await app.ask('changes.plan', { env: env('prod'), source: { type: 'resume', changeSetId } });
    expect(await apply(app.ask, rest)).toMatchObject({ state: 'done' });
    expect(agentsIn(server, 'prod').map(({ slug }) => slug)).toEqual(['triage', 'refund-helper']);
  });

  it('that creates and is not heard of any more leaves doubt, which the next reading settles', async () => {
    const on = await opened();
    const { server, app, env } = on;
    const plan = await clone(on, 'dev', 'prod', 'release-notes');
    const { faults } = server.agent;
    const deaf = () => {
      faults.add(fail(503), { method: 'GET' });
      return { status: 502, headers: {}, body: '' };
    };
    faults.add({ kind: 'instead', happens: true, answer: deaf }, creates);
    const result = await apply(app.ask, plan);
    expect(result.rows).toMatchObject([{ outcome: 'in-doubt' }]);
    faults.clear();
    expect((await app.ask('agents.list', { env: env('prod') })).agents).toHaveLength(2);
    const { entries } = await app.ask('history.list', { project: env('prod'), limit: 5 });
    expect(entries[0]).toMatchObject({ state: 'done', canUndo: true });
    const back = await app.ask('changes.plan', {
      env: env('prod'),
      source: { type: 'undo', changeSetId: result.changeSetId },
    });
    expect(back.rows[0]?.drift).toBeUndefined();
  });
});

describe('an agent service that limits the rate', () => {
  it('is waited for: 500 agents are listed, and some of them are cloned', async () => {
    const on = await opened({ userPerMinute: { burst: 15, refill: 15, intervalMs: 500 } });
    const { server, app, env } = on;
    // What waits looks at the clock.
    const [began, at] = [Date.now(), app.clock.now];
    const ticking = setInterval(() => {
      app.clock.now = at + Date.now() - began;
    }, 5);
    onTestFinished(() => clearInterval(ticking));
    const one = agentAt(server, 'dev');
    for (let index = 0; index < 500; index += 1)
      server.world.agent.agents.push({ ...structuredClone(one), id: `more_${index}`, slug: `more-${index}` });
    expect((await app.ask('agents.list', { env: env('dev') })).agents).toHaveLength(503);
    const slugs = Array.from({ length: 5 }, (_, index) => `more-${index}`);
    const result = await apply(app.ask, await clone(on, 'dev', 'prod', ...slugs));
    expect(result).toMatchObject({ state: 'done', done: 5 });
    expect(agentsIn(server, 'prod')).toHaveLength(6);
    const waits = app.events.filter(({ payload }) => JSON.stringify(payload).includes('waitingUntil'));
    expect(waits.length).toBeGreaterThan(0);
  });

  it('tells until when it makes a page wait, and lets go when its connection does', async () => {
    const { app, id, env } = await opened({ userPerMinute: perMinute(1) });
    expect(await app.ask('connections.waiting', { id })).toEqual({});
    const list = app.reply('agents.list', { env: env('dev') });
    const waiting = async () => (await app.ask('connections.waiting', { id })).until;
    await expect.poll(waiting).toBeGreaterThan(app.clock.now);
    await app.ask('connections.remove', { id, confirmation: 'Work' });
    expect(await list).toMatchObject({ ok: false });
  });
});

describe('a variable that agents of a server run on', () => {
  const deleting = ({ app, env }: Opened) =>
    app.ask('changes.plan', {
      env: env('dev'),
      source: { type: 'patches', patches: [{ key: 'ANTHROPIC_API_KEY', deleted: true }] },
    });
  const inUse = (plan: Output<'changes.plan'>) =>
    plan.rows.flatMap(({ risks }) => risks.flatMap(({ kind, text }) => (kind === 'in-use' ? [text] : [])));

  it('is not deleted without their being named', async () => {
    const on = await opened();
    const plan = await deleting(on);
    expect(inUse(plan)).toEqual([expect.stringMatching(/^Agents that run on it: .*triage/)]);
    expect(plan.unread).toEqual([]);
    expect(await apply(on.app.ask, plan)).toMatchObject({ state: 'done' });
  });

  it('can be deleted while the agent service is silent, which is said', async () => {
    const on = await opened();
    on.server.agent.faults.add(fail(503), { times: 100 });
    const plan = await deleting(on);
    expect(inUse(plan)).toEqual([]);
    expect(plan.unread).toEqual(['its agents']);
  });
});

it('what an agent of a server was is purged here, out of the list that was seen of it too', async () => {
  const on = await opened();
  const { server, app, env } = on;
  const pasted = 'sk-ant-pasted-into-a-prompt-2';
  agentAt(server, 'dev').systemPrompt = `Use ${pasted}.`;
  await app.ask('agents.list', { env: env('dev') });
  const before = (await app.ask('agents.get', { env: env('dev'), slug: 'triage' })).text;
  const content = JSON.stringify({ ...JSON.parse(before), systemPrompt: 'Sort by urgency.' });
  const documents = [{ resource: 'agent' as const, key: 'triage', content }];
  const source = { type: 'edits' as const, documents };
  const plan = await app.ask('changes.plan', { env: env('dev'), source });
  expect(await apply(app.ask, plan)).toMatchObject({ state: 'done' });
  const { db } = app.context.store;
  const holds = (): boolean => {
    const lists = db.prepare('SELECT content FROM document_lists').pluck().all() as Buffer[];
    const all = [Buffer.from(db.serialize()), ...lists.map((list) => inflateRawSync(list))];
    return searchBytes(Buffer.concat(all), [pasted], 'store').length > 0;
  };
  expect(holds()).toBe(true);
  const of = { env: env('dev'), resource: 'agent' as const, key: 'triage', confirmation: 'triage' };
  expect(await app.ask('history.purge', of)).toEqual({ versions: 1, backups: 0 });
  expect(holds()).toBe(false);
});
