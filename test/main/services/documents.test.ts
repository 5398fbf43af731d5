import { describe, expect, it } from 'vitest';
import type { Json } from '../../../core/json.ts';
import { openEncrypted } from '../../../main/store/cipher.ts';
import { dumpDocuments, planClone, risksOf, text, writeDocuments } from '../../support/documents.ts';
import { searchBytes } from '../../support/searcher.ts';
import { apply, confirmed, type Services, services } from '../../support/services.ts';
import { made } from '../store/support.ts';

const pinned = { provider: 'anthropic', envVarName: 'ANTHROPIC_API_KEY' };
const bot = (rest = {}) => ({
  name: 'Bot',
  model: 'anthropic:claude-sonnet-4-6',
  systemPrompt: 'Answer.',
  providerKey: pinned,
  modelRoutes: [{ label: 'search', model: 'google:gemini', providerKey: null }],
  visibility: 'private',
  ...rest,
});
const teamKey = { label: 'Team', isDefault: true };

async function two(): Promise<Services> {
  const app = await services({
    dev: { ANTHROPIC_API_KEY: 'sk-ant-of-dev', GOOGLE_GENERATIVE_AI_API_KEY: 'g-of-dev' },
    production: {
      OUR_ANTHROPIC_KEY: 'sk-ant-of-production',
      GOOGLE_GENERATIVE_AI_API_KEY: 'g-of-production',
    },
  });
  await writeDocuments(app, 'dev', {
    'provider-key anthropic:ANTHROPIC_API_KEY': teamKey,
    'agent bot': bot(),
  });
  await writeDocuments(app, 'production', {
    'provider-key anthropic:OUR_ANTHROPIC_KEY': { label: 'Production', isDefault: true },
  });
  return app;
}

it.each(['agent', 'queue'] as const)(
  '%s: a text that nests without end is refused in words',
  async (resource) => {
    const { reply, env } = await services({ dev: {} });
    const content = `{"name":"Bot","model":"a:b","tools":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const source = { type: 'edits', documents: [{ resource, key: 'bot', content }] };
    expect(await reply('changes.plan', { env: env('dev'), source })).toMatchObject({
      error: { code: 'invalid-input', issues: [{ reason: 'It is nested too deeply.' }] },
    });
  },
);

describe('what a document was', () => {
  const pasted = 'sk-ant-pasted-into-a-prompt-1';

  it('is purged out of versions, history and backups; what it is now stays', async () => {
    const { store, key } = made();
    const app = await services({ dev: {} }, store);
    const { ask, env, reply } = app;
    const write = (systemPrompt: string) =>
      writeDocuments(app, 'dev', { 'agent bot': bot({ systemPrompt }) });
    await write('First.');
    await write(`Use ${pasted}.`);
    const backup = store.backup();
    await write('Answer.');
    const holds = (): boolean => {
      const copy = openEncrypted(backup?.path ?? '', key);
      const all = [store.db, copy].map((database) => Buffer.from(database.serialize()));
      copy.close();
      return searchBytes(Buffer.concat(all), [pasted], 'store').length > 0;
    };
    expect(holds()).toBe(true);
    const { entries } = await ask('history.list', { project: env('dev'), limit: 1 });
    const changeSetId = entries[0]?.id ?? '';

    const of = { env: env('dev'), resource: 'agent' as const, key: 'bot' };
    expect(await reply('history.purge', { ...of, confirmation: 'Bot' })).toMatchObject({
      error: { code: 'confirmation-wrong' },
    });
    expect(await ask('history.purge', { ...of, confirmation: 'bot' })).toEqual({ versions: 2, backups: 1 });

    expect(holds()).toBe(false);
    expect(await dumpDocuments(app, 'dev')).toEqual({ 'agent bot': text(bot({ systemPrompt: 'Answer.' })) });
    expect((await ask('documents.versions', of)).versions.map(({ version }) => version)).toEqual([3]);
    const undo = { type: 'undo' as const, changeSetId };
    expect(await ask('changes.plan', { env: env('dev'), source: undo })).toMatchObject({
      rows: [],
      left: [{ resource: 'agent', key: 'bot' }],
    });
    expect(await reply('history.document', { changeSetId, resource: 'agent', key: 'bot' })).toMatchObject({
      error: { code: 'not-found', what: 'version' },
    });
    await write('Answer well.');
    expect((await ask('documents.versions', of)).versions[0]?.version).toBe(4);
  });

  it('is purged of one that was deleted, too, and of an archived environment', async () => {
    const app = await services({ dev: {}, staging: {} });
    const { ask, env, context } = app;
    await writeDocuments(app, 'staging', { 'agent bot': bot({ systemPrompt: pasted }) });
    await writeDocuments(app, 'staging', { 'agent bot': null });
    await ask('environments.archive', { env: env('staging'), archived: true, confirmation: 'staging' });
    const of = { env: env('staging'), resource: 'agent' as const, key: 'bot', confirmation: 'bot' };
    expect(await ask('history.purge', of)).toEqual({ versions: 1, backups: 0 });
    expect(searchBytes(Buffer.from(context.store.db.serialize()), [pasted], 'store')).toEqual([]);
  });
});

describe('documents in a change set', () => {
  it('are written, versioned, listed and undone like variables', async () => {
    const app = await services({ dev: {} });
    const { ask, env } = app;
    await writeDocuments(app, 'dev', {
      'agent bot': bot(),
      'queue mail': { type: 'task', paused: false, limit: 2, override: null },
    });
    const before = await dumpDocuments(app, 'dev');
    await writeDocuments(app, 'dev', {
      'agent bot': bot({ systemPrompt: 'Answer better.' }),
      'queue mail': null,
    });
    expect(await dumpDocuments(app, 'dev')).toEqual({
      'agent bot': text(bot({ systemPrompt: 'Answer better.' })),
    });
    const { entries } = await ask('history.list', { project: env('dev'), limit: 10 });
    const undo = await ask('changes.plan', {
      env: env('dev'),
      source: { type: 'undo', changeSetId: entries[0]?.id ?? '' },
    });
    expect(undo.rows.map(({ resource, key, action }) => [resource, key, action])).toEqual([
      ['agent', 'bot', 'update'],
      ['queue', 'mail', 'create'],
    ]);
    await apply(ask, undo);
    expect(await dumpDocuments(app, 'dev')).toEqual(before);
    const of = { env: env('dev'), resource: 'agent', key: 'bot' } as const;
    const { versions } = await ask('documents.versions', of);
    expect(versions.map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(await ask('documents.version', { ...of, version: 2 })).toEqual({
      text: text(bot({ systemPrompt: 'Answer better.' })),
    });
    const restore = await ask('changes.plan', {
      env: env('dev'),
      source: { type: 'restore', resource: 'agent', key: 'bot', version: 2 },
    });
    await apply(ask, restore);
    expect((await dumpDocuments(app, 'dev'))['agent bot']).toContain('Answer better.');
  });

  it('stand in one plan after the variables that they need', async () => {
    const app = await services({ dev: {} });
    const plan = await app.ask('changes.plan', {
      env: app.env('dev'),
      source: {
        type: 'edits',
        documents: [
          { resource: 'agent', key: 'bot', content: JSON.stringify(bot({ modelRoutes: [] })) },
          { resource: 'provider-key', key: 'anthropic:ANTHROPIC_API_KEY', content: JSON.stringify(teamKey) },
        ],
        patches: [{ key: 'ANTHROPIC_API_KEY', value: 'sk-ant-new', kind: 'secret' }],
      },
    });
    expect(plan.rows.map(({ key }) => key)).toEqual([
      'ANTHROPIC_API_KEY',
      'anthropic:ANTHROPIC_API_KEY',
      'bot',
    ]);
    expect(risksOf(plan, 'bot')).toEqual([]);
    const without = await app.ask('changes.exclude', { planId: plan.id, keys: ['ANTHROPIC_API_KEY'] });
    expect(risksOf(without, 'bot')).toEqual(['provider-not-able: refused']);
    expect(risksOf(without, 'anthropic:ANTHROPIC_API_KEY')).toEqual(['key-without-value: warning']);
    expect(without.confirmation.keys).toEqual(['bot']);
  });

  it('name a variable that is left out, and refuse two defaults of one provider', async () => {
    const app = await services({ dev: {} });
    const plan = (
      documents: readonly { key: string; content: Json }[],
      patches: readonly { key: string; value: string }[],
    ) =>
      app.reply('changes.plan', {
        env: app.env('dev'),
        source: {
          type: 'edits',
          documents: documents.map(({ key, content }) => ({
            resource: key.includes(':') ? 'provider-key' : 'agent',
            key,
            content: JSON.stringify(content),
          })),
          patches,
        },
      });
    const google = { name: 'Bot', model: 'google:x', providerKey: null };
    const made = await plan([{ key: 'bot', content: google }], [{ key: '1 BAD NAME', value: 'x' }]);
    expect(made).toMatchObject({ ok: true, value: { left: [{ key: '1 BAD NAME' }] } });
    const twice = ['openai:A', 'openai:B'].map((key) => ({ key, content: teamKey }));
    expect(await plan(twice, [])).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  it('show drift where somebody else wrote meanwhile, and write nothing', async () => {
    const app = await services({ dev: {} });
    await writeDocuments(app, 'dev', { 'agent bot': bot() });
    const { fingerprint } = await app.ask('agents.get', { env: app.env('dev'), slug: 'bot' });
    await writeDocuments(app, 'dev', { 'agent bot': bot({ systemPrompt: 'Theirs.' }) });
    const mine = {
      resource: 'agent',
      key: 'bot',
      content: JSON.stringify(bot({ systemPrompt: 'Mine.' })),
      base: fingerprint,
    } as const;
    const late = await app.ask('changes.plan', {
      env: app.env('dev'),
      source: { type: 'edits', documents: [mine] },
    });
    expect(late.rows[0]?.drift?.was?.fingerprint).toBe(fingerprint);
    await writeDocuments(app, 'dev', { 'agent bot': null });
    const reply = await app.reply('changes.apply', confirmed(late));
    expect(reply).toMatchObject({ ok: false, error: { code: 'drift', keys: ['bot'] } });
    expect(await dumpDocuments(app, 'dev')).toEqual({});
  });

  it('lose the ids of a record that was pasted', async () => {
    const app = await services({ dev: {} });
    const ids = {
      id: 'ck1',
      organizationId: 'ck2',
      currentVersionId: 'ck3',
      slug: 'bot',
      _count: { threads: 2 },
    };
    await writeDocuments(app, 'dev', { 'agent bot': bot(ids) });
    expect(await dumpDocuments(app, 'dev')).toEqual({ 'agent bot': text(bot()) });
  });

  it('are refused where they are not in order', async () => {
    const app = await services({ dev: {} });
    const plan = (key: string, content: unknown) =>
      app.reply('changes.plan', {
        env: app.env('dev'),
        source: { type: 'edits', documents: [{ resource: 'agent', key, content: JSON.stringify(content) }] },
      });
    expect(await plan('bot', { name: 'x' })).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(await plan('Bot!', bot())).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(await plan('bot', bot({ systemPrompt: 'x'.repeat(200_000) }))).toMatchObject({ ok: true });
  });
});

describe('cloning an agent', () => {
  it('changes the agent of the same slug, re-resolves its keys, keeps what stays, and undoes exactly', async () => {
    const app = await two();
    await writeDocuments(app, 'production', {
      'agent bot': bot({ systemPrompt: 'Old.', providerKey: null, visibility: 'public-guest' }),
    });
    const before = await dumpDocuments(app, 'production');
    const result = await apply(app.ask, await planClone(app, 'dev', 'production', 'bot'));
    expect(result).toMatchObject({ state: 'done', done: 1 });
    const after = await dumpDocuments(app, 'production');
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(JSON.parse(after['agent bot'] ?? '')).toEqual(
      bot({
        providerKey: { provider: 'anthropic', envVarName: 'OUR_ANTHROPIC_KEY' },
        visibility: 'public-guest',
      }),
    );
    const again = await planClone(app, 'dev', 'production', 'bot');
    expect(again.counts).toMatchObject({ none: 1, update: 0 });
    const source = { type: 'undo', changeSetId: result.changeSetId } as const;
    await apply(app.ask, await app.ask('changes.plan', { env: app.env('production'), source }));
    expect(await dumpDocuments(app, 'production')).toEqual(before);
  });

  it('carries no provider key, no value of one, and no variable', async () => {
    const app = await two();
    const [variables, documents] = [await app.dump('production'), await dumpDocuments(app, 'production')];
    await apply(app.ask, await planClone(app, 'dev', 'production', 'bot'));
    expect(await app.dump('production')).toEqual(variables);
    const { 'agent bot': made, ...rest } = await dumpDocuments(app, 'production');
    expect(rest).toEqual(documents);
    expect(made).not.toContain('sk-ant');
    expect(app.said.join('\n')).not.toContain('sk-ant');
  });

  it('is refused where a provider cannot run, unless the slug is typed', async () => {
    const app = await two();
    await app.write('production', { GOOGLE_GENERATIVE_AI_API_KEY: null });
    const plan = await planClone(app, 'dev', 'production', 'bot');
    expect(risksOf(plan, 'bot')).toEqual(['provider-not-able: refused']);
    const refused = await app.reply('changes.apply', {
      planId: plan.id,
      revision: plan.revision,
      confirmation: { slug: 'production', keys: [] },
    });
    expect(refused).toEqual({ ok: false, error: { code: 'confirmation-wrong', expected: 'bot' } });
    expect((await apply(app.ask, plan)).state).toBe('done');
  });

  it('is stopped when the target loses a key, or the environment is archived, between review and apply', async () => {
    const app = await two();
    const plan = await planClone(app, 'dev', 'production', 'bot');
    await app.write('production', { OUR_ANTHROPIC_KEY: null });
    expect(await app.reply('changes.apply', confirmed(plan))).toMatchObject({
      ok: false,
      error: { code: 'drift' },
    });
    const next = await app.ask('changes.view', { planId: plan.id });
    expect(risksOf(next, 'bot')).toEqual(['provider-not-able: refused']);
    await app.ask('environments.archive', {
      env: app.env('production'),
      archived: true,
      confirmation: 'production',
    });
    expect(await app.reply('changes.apply', confirmed(next))).toMatchObject({
      ok: false,
      error: { code: 'refused', reason: 'archived-environment' },
    });
    expect(Object.keys(await dumpDocuments(app, 'production'))).not.toContain('agent bot');
  });

  it('names an agent that is gone, and what stays behind', async () => {
    const app = await two();
    const plan = await planClone(app, 'dev', 'production', 'gone');
    expect(plan.left).toEqual([
      { resource: 'agent', key: 'gone', why: 'It is not in Development any more.' },
    ]);
    const { agents } = await app.ask('agents.checkClone', {
      env: app.env('production'),
      from: app.env('dev'),
      slugs: ['bot', 'gone'],
    });
    expect(agents.map(({ slug, state }) => [slug, state])).toEqual([
      ['bot', 'new'],
      ['gone', 'missing'],
    ]);
    expect(agents[0]?.routes.map(({ label, by, runsOn }) => [label, by, runsOn])).toEqual([
      ['model', 'default', 'OUR_ANTHROPIC_KEY'],
      ['search', 'not-pinned', 'GOOGLE_GENERATIVE_AI_API_KEY'],
    ]);
    expect(agents[0]?.stays.map(({ field }) => field)).toEqual(['visibility']);
  });
});

describe('provider keys', () => {
  it('have one default per provider: making another one takes it from the one before', async () => {
    const app = await two();
    const plan = await app.ask('changes.plan', {
      env: app.env('dev'),
      source: {
        type: 'edits',
        documents: [
          {
            resource: 'provider-key',
            key: 'anthropic:ANTHROPIC_API_KEY_2',
            content: '{"label":"Batch","isDefault":true}',
          },
        ],
      },
    });
    expect(plan.rows.map(({ key, action }) => [key, action])).toEqual([
      ['anthropic:ANTHROPIC_API_KEY', 'update'],
      ['anthropic:ANTHROPIC_API_KEY_2', 'create'],
    ]);
    await apply(app.ask, plan);
    const { keys } = await app.ask('providers.list', { env: app.env('dev') });
    expect(keys.map(({ envVarName, isDefault }) => [envVarName, isDefault])).toEqual([
      ['ANTHROPIC_API_KEY_2', true],
      ['ANTHROPIC_API_KEY', false],
    ]);
  });

  it('are not removed from under an agent without its being said', async () => {
    const app = await two();
    const plan = await app.ask('changes.plan', {
      env: app.env('dev'),
      source: {
        type: 'edits',
        documents: [{ resource: 'provider-key', key: 'anthropic:ANTHROPIC_API_KEY', content: null }],
      },
    });
    expect(risksOf(plan, 'anthropic:ANTHROPIC_API_KEY')).toEqual(['agents-pinned: refused', 'deletes: note']);
  });

  it('that would pay with another environment’s key are warned of, by name or by pointer, either way', async () => {
    const app = await two();
    const { ask, env } = app;
    await app.write('production', { TEAM: 'one-and-the-same', GROQ_API_KEY: 'g' });
    await writeDocuments(app, 'production', {
      'provider-key openai:TEAM': { label: 'Team', isDefault: true },
    });
    const patches = [
      { key: 'TEAM', value: 'one-and-the-same', kind: 'secret' as const },
      { key: 'GROQ_API_KEY', value: 'g' },
    ];
    const plan = await ask('changes.plan', { env: env('dev'), source: { type: 'patches', patches } });
    expect(risksOf(plan, 'TEAM')).toEqual(['provider-key: warning']);
    expect(risksOf(plan, 'GROQ_API_KEY')).toEqual(['provider-key: warning']);
    await apply(ask, plan);

    const pointer = {
      resource: 'provider-key' as const,
      key: 'openai:TEAM',
      content: JSON.stringify(teamKey),
    };
    const point = await ask('changes.plan', {
      env: env('dev'),
      source: { type: 'edits', documents: [pointer] },
    });
    expect(point.rows[0]?.risks).toEqual([
      {
        kind: 'provider-key',
        level: 'warning',
        text: 'Points at TEAM, which has the same value as in Production.',
      },
    ]);
  });

  it('are told of where a variable goes that they run on, again where an agent came meanwhile', async () => {
    const app = await two();
    const { ask, env } = app;
    const patches = [
      { key: 'ANTHROPIC_API_KEY', deleted: true as const },
      { key: 'GOOGLE_GENERATIVE_AI_API_KEY', value: '' },
    ];
    const plan = await ask('changes.plan', { env: env('dev'), source: { type: 'patches', patches } });
    const said = (view: typeof plan, key: string) =>
      view.rows.find((row) => row.key === key)?.risks.find(({ kind }) => kind === 'in-use')?.text;
    expect(risksOf(plan, 'ANTHROPIC_API_KEY')).toEqual(['in-use: warning', 'deletes: note']);
    expect(said(plan, 'ANTHROPIC_API_KEY')).toBe(
      'Agents that run on it: bot. Provider keys that point at it: Team.',
    );
    expect(said(plan, 'GOOGLE_GENERATIVE_AI_API_KEY')).toBe('Agents that run on it: bot.');

    await writeDocuments(app, 'dev', { 'agent second': bot({ name: 'Second' }) });
    await expect(apply(ask, plan)).rejects.toMatchObject({ error: { code: 'drift', keys: [] } });
    const next = await ask('changes.view', { planId: plan.id });
    expect(said(next, 'ANTHROPIC_API_KEY')).toContain('bot, second.');
    expect(await apply(ask, next)).toMatchObject({ state: 'done' });
  });

  it('are listed with the variables that agents look up, and names that are near one', async () => {
    const app = await two();
    await app.write('dev', { OPENAI_KEY: 'x', MISTRAL_API_KEY: '' });
    const { variables, nearMisses } = await app.ask('providers.list', { env: app.env('dev') });
    expect(variables.map(({ key }) => key)).toEqual(['ANTHROPIC_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY']);
    expect(nearMisses).toEqual([{ key: 'OPENAI_KEY', meant: 'OPENAI_API_KEY' }]);
  });
});

describe('promotion as one unit', () => {
  const queue = (limit: number | null, rest = {}) => ({
    type: 'task',
    paused: false,
    limit,
    override: null,
    ...rest,
  });

  it('never takes a limit of its own from a queue: an override is a number', async () => {
    const app = await two();
    const unlimited = queue(null, { override: null });
    await writeDocuments(app, 'dev', { 'queue mail': unlimited, 'queue free': unlimited });
    await writeDocuments(app, 'production', {
      'queue mail': queue(40, { override: 7 }),
      'queue free': queue(null, { override: 7 }),
    });
    const queues = ['mail', 'free'];
    const plan = await app.ask('changes.plan', {
      env: app.env('production'),
      source: { type: 'promotion', from: app.env('dev'), choices: [], queues },
    });
    expect(plan.rows.map(({ key, action }) => [key, action])).toEqual([['free', 'update']]);
    expect(plan.left).toEqual([
      { resource: 'queue', key: 'mail', why: expect.stringContaining('No limit holds in Development') },
    ]);
  });

  it('is one plan in the order of needs, one result and one undo', async () => {
    const app = await two();
    const { ask, env } = app;
    await app.write('dev', { HANDOVER_URL: 'https://dev.example' });
    await writeDocuments(app, 'dev', {
      'agent bot': bot({ skills: [{ name: 'hand-over', requires: ['HANDOVER_URL'] }] }),
      'queue mail': queue(5, { override: 20 }),
      'queue new': queue(3, { paused: true }),
    });
    await writeDocuments(app, 'production', { 'queue mail': queue(40, { paused: true }) });
    const before = [await app.dump('production'), await dumpDocuments(app, 'production')];
    const plan = await ask('changes.plan', {
      env: env('production'),
      source: {
        type: 'promotion',
        from: env('dev'),
        choices: [{ action: 'copy', key: 'HANDOVER_URL' }],
        agents: ['bot', 'gone'],
        queues: ['mail', 'new'],
      },
    });
    expect(plan.title).toBe('Promote 1 key, 2 agents, 2 queues from Development to Production');
    expect(plan.rows.map(({ resource, key }) => [resource ?? 'variable', key])).toEqual([
      ['variable', 'HANDOVER_URL'],
      ['agent', 'bot'],
      ['queue', 'mail'],
      ['queue', 'new'],
    ]);
    expect(plan.left).toEqual([
      { resource: 'agent', key: 'gone', why: 'It is not in Development any more.' },
    ]);
    expect(risksOf(plan, 'bot')).toEqual([]); // the skill's variable comes along
    const result = await apply(ask, plan);
    expect(result).toMatchObject({ state: 'done', done: 4 });
    const after = await dumpDocuments(app, 'production');
    expect(after['queue mail']).toBe(text(queue(40, { paused: true, override: 20 })));
    expect(after['queue new']).toBe(text(queue(3)));
    const source = { type: 'undo', changeSetId: result.changeSetId } as const;
    await apply(ask, await ask('changes.plan', { env: env('production'), source }));
    expect([await app.dump('production'), await dumpDocuments(app, 'production')]).toEqual(before);
  });
});
