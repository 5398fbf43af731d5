import { expect, it } from 'vitest';
import type { RenameView } from '../../../core/rename.ts';
import { noKeychain } from '../../../main/keychain/no-keychain.ts';
import { createContext } from '../../../main/services/create-context.ts';
import { viewRename } from '../../../main/services/rename-view.ts';
import { dumpDocuments, writeDocuments } from '../../support/documents.ts';
import { apply, type Services, services } from '../../support/services.ts';

const nothing = { given: [] };

/** The writing step that is next, reviewed and applied. */
async function write(main: Services, { id, to }: RenameView, given: { key: string; value: string }[] = []) {
  const source = { type: 'rename' as const, renameId: id, given };
  await apply(main.ask, await main.ask('changes.plan', { env: to, source }));
  return main.ask('renames.view', { id });
}

const start = (main: Services, slug: string, to: string) =>
  main.ask('renames.start', { env: main.env(slug), slug: to, name: 'Quality' });

async function archiveOld(main: Services, { id, from }: RenameView) {
  await main.ask('environments.archive', { env: from, archived: true, confirmation: from.slug });
  return main.ask('renames.view', { id });
}

/** All the way. */
async function rename(main: Services, slug: string, to: string) {
  let view = await start(main, slug, to);
  if (view.back) await main.ask('environments.archive', { env: view.to, archived: false, confirmation: '' });
  else view = await write(main, view);
  view = await main.ask('renames.view', { id: view.id });
  if (view.step === 'copy') view = await write(main, view);
  await main.ask('renames.check', { id: view.id });
  view = await main.ask('renames.switch', { id: view.id });
  return archiveOld(main, view);
}

const environments = { dev: {}, staging: { A: '1', DB_PASSWORD: 'x' }, production: { A: '3' } };
const live = async (main: Services) => {
  const { workspaces } = await main.ask('scope.list', {});
  const all = workspaces[0]?.organizations[0]?.projects[0]?.environments ?? [];
  return all.filter(({ archived }) => !archived).map(({ slug }) => slug);
};

const aliases = async (main: Services) => {
  const { workspaces } = await main.ask('scope.list', {});
  const found = workspaces[0]?.organizations[0]?.projects[0]?.aliases ?? [];
  return found.map(({ slug, target }) => `${slug} ${target}`);
};

it('goes step by step, one line of history each, and ends with everything under the new slug', async () => {
  const main = await services(environments);
  const { ask, env, dump } = main;
  await ask('environments.update', { env: env('staging'), colour: 'teal', protection: 'warn' });
  await ask('drafts.put', { env: env('staging'), patches: [{ key: 'A', value: 'draft' }] });
  let view = await start(main, 'staging', 'staging-2');
  expect(view).toMatchObject({
    step: 'create',
    back: false,
    variables: 2,
    secrets: 1,
    drafts: 1,
    hidden: [],
  });
  view = await write(main, view);
  expect(view).toMatchObject({ step: 'copy', different: 2 });
  view = await write(main, view);
  expect(view).toMatchObject({ step: 'check', different: 0 });
  view = await ask('renames.check', { id: view.id });
  expect(view.step).toBe('switch');
  view = await ask('renames.switch', { id: view.id });
  expect(view.step).toBe('archive');
  view = await archiveOld(main, view);
  expect(view).toMatchObject({ step: 'done', canUndo: true });
  expect(await dump('staging-2')).toEqual(await dump('staging'));
  expect(await live(main)).toEqual(['dev', 'staging-2', 'production']);
  const drafts = await ask('drafts.list', { env: env('staging-2') });
  expect(drafts.drafts).toMatchObject([{ key: 'A', action: 'update', baseMoved: false }]);
  expect((await ask('drafts.list', { env: env('staging') })).drafts).toEqual([]);
  expect(await aliases(main)).toEqual(['staging staging-2']);
  const { workspaces } = await ask('scope.list', {});
  const made = workspaces[0]?.organizations[0]?.projects[0]?.environments.find(
    ({ slug }) => slug === 'staging-2',
  );
  expect(made).toMatchObject({ name: 'Quality', kind: 'staging', colour: 'teal', protection: 'warn' });
  const { entries } = await ask('history.list', { project: env('dev'), limit: 6 });
  expect(entries.map(({ title }) => title)).toEqual([
    'Archive environment Staging',
    'Switch staging to staging-2',
    'Check: all 2 variables of staging-2 are as in staging',
    'Copy 2 variables of staging to staging-2',
    'Create staging-2 to take the place of staging',
    'Edit environment Staging: colour teal, protection warn',
  ]);
});

it('warns of no shared credential while it copies: the old one goes', async () => {
  const main = await services(environments);
  const view = await write(main, await start(main, 'staging', 'staging-2'));
  const plan = await main.ask('changes.plan', {
    env: view.to,
    source: { type: 'rename', renameId: view.id, ...nothing },
  });
  expect(plan.rows.flatMap(({ risks }) => risks)).toEqual([]);
});

it('asks for production’s new slug at both writes, and for the old one to archive it', async () => {
  const main = await services(environments);
  const view = await start(main, 'production', 'live');
  const source = { type: 'rename' as const, renameId: view.id, ...nothing };
  for (let n = 0; n < 2; n += 1) {
    const plan = await main.ask('changes.plan', { env: view.to, source });
    expect(plan.confirmation.slug).toBe('live');
    await apply(main.ask, plan);
  }
  await main.ask('renames.check', { id: view.id });
  await main.ask('renames.switch', { id: view.id });
  const archive = { env: view.from, archived: true, confirmation: 'live' };
  expect(await main.reply('environments.archive', archive)).toMatchObject({
    error: { code: 'confirmation-wrong', expected: 'production' },
  });
});

it('goes on after a crash at each step, where it was', async () => {
  const main = await services(environments);
  const { context } = main;
  /** The next start on the same store. */
  const afterCrash = async ({ id }: RenameView) => {
    const { store, clipboard } = context;
    const again = createContext(store, {
      clipboard,
      mode: 'session',
      keychain: noKeychain,
      openExternal: async () => undefined,
      emit: () => undefined,
    });
    return viewRename(again, { id });
  };
  let view = await start(main, 'staging', 'staging-2');
  expect((await afterCrash(view)).step).toBe('create');
  view = await write(main, view);
  expect((await afterCrash(view)).step).toBe('copy');
  // Half of the copy was done.
  await main.write('staging-2', { A: '1' });
  view = await afterCrash(view);
  expect(view).toMatchObject({ step: 'copy', differences: [{ key: 'DB_PASSWORD', what: 'missing' }] });
  view = await write(main, view);
  expect((await afterCrash(view)).step).toBe('check');
  view = await main.ask('renames.check', { id: view.id });
  expect((await afterCrash(view)).step).toBe('switch');
  view = await main.ask('renames.switch', { id: view.id });
  expect((await afterCrash(view)).step).toBe('archive');
  view = await archiveOld(main, view);
  expect((await afterCrash(view)).step).toBe('done');
});

it('leads back to the copy when the old one moved after the check, and does not switch', async () => {
  const main = await services(environments);
  let view = await write(main, await write(main, await start(main, 'staging', 'staging-2')));
  await main.ask('renames.check', { id: view.id });
  await main.write('staging', { A: 'moved', NEW: 'n', DB_PASSWORD: null });
  expect(await main.reply('renames.switch', { id: view.id })).toMatchObject({
    error: { code: 'refused', reason: 'copy-differs', keys: ['A', 'DB_PASSWORD', 'NEW'] },
  });
  view = await write(main, view);
  expect(await main.dump('staging-2')).toEqual(await main.dump('staging'));
  await main.ask('renames.check', { id: view.id });
  expect(await main.ask('renames.switch', { id: view.id })).toMatchObject({ step: 'archive' });
});

it('asks for hidden values and does not pass without them', async () => {
  const main = await services(environments);
  let view = await write(main, await start(main, 'staging', 'staging-2'));
  main.hidden.add('DB_PASSWORD');
  view = await main.ask('renames.view', { id: view.id });
  expect(view).toMatchObject({ step: 'copy', hidden: ['DB_PASSWORD'] });
  const left = await main.ask('changes.plan', {
    env: view.to,
    source: { type: 'rename', renameId: view.id, ...nothing },
  });
  expect(left.left.map(({ key }) => key)).toEqual(['DB_PASSWORD']);
  view = await write(main, view, [{ key: 'DB_PASSWORD', value: 'x' }]);
  expect(view).toMatchObject({ step: 'check', hidden: [] });
});

it('is taken back by the inverse road, with what was changed since', async () => {
  const main = await services(environments);
  await rename(main, 'staging', 'qa');
  await main.write('qa', { A: 'since', DB_PASSWORD: null });
  expect(await rename(main, 'qa', 'staging')).toMatchObject({ step: 'done', canUndo: true });
  const { renames } = await main.ask('renames.list', { project: main.env('dev') });
  expect(renames.map(({ from, step }) => `${from.slug} ${step}`)).toEqual(['qa done']);
  expect(await live(main)).toEqual(['dev', 'staging', 'production']);
  expect(await main.dump('staging')).toEqual([['A', 'since']]);
  expect(await aliases(main)).toEqual(['qa staging']);
});

it('lets every former slug lead to the present one, and forgets one on demand', async () => {
  const main = await services(environments);
  await rename(main, 'staging', 'qa');
  await rename(main, 'qa', 'uat');
  expect((await aliases(main)).sort()).toEqual(['qa uat', 'staging uat']);
  await main.ask('aliases.remove', { project: main.env('dev'), slug: 'qa' });
  expect(await aliases(main)).toEqual(['staging uat']);
});

it('keeps what was set to the old one: baseline, the path to start with, masking', async () => {
  const main = await services(environments);
  const project = `local/${main.env('dev').projectId}`;
  await main.ask('settings.put', {
    lastPath: '/w/local/orgs/acme/projects/support-bot/env/staging/compare',
    baselines: [{ project, slug: 'staging' }],
  });
  await main.ask('environments.update', { env: main.env('staging'), showPlainValues: false });
  await rename(main, 'staging', 'qa');
  expect(await main.ask('settings.get', {})).toMatchObject({
    lastPath: '/w/local/orgs/acme/projects/support-bot/env/qa/compare',
    baselines: [{ project, slug: 'qa' }],
  });
});

it('refuses a taken slug, a bad one, an archived source, and a second rename of the same', async () => {
  const main = await services({ ...environments, old: {} });
  const reply = (slug: string, to: string) =>
    main.reply('renames.start', { env: main.env(slug), slug: to, name: 'X' });
  expect(await reply('staging', 'dev')).toMatchObject({ error: { code: 'already-exists' } });
  expect(await reply('staging', 'Qa')).toMatchObject({ error: { code: 'invalid-input' } });
  expect(await reply('nowhere', 'qa')).toMatchObject({ error: { code: 'not-found' } });
  await main.ask('environments.archive', { env: main.env('old'), archived: true, confirmation: 'old' });
  expect(await reply('old', 'qa')).toMatchObject({ error: { code: 'refused' } });
  expect(await reply('staging', 'old')).toMatchObject({ error: { code: 'already-exists' } });
  expect(await reply('staging', 'qa')).toMatchObject({ ok: true });
  expect(await reply('staging', 'uat')).toMatchObject({ error: { code: 'already-exists', what: 'rename' } });
  expect(await reply('dev', 'qa')).toMatchObject({ error: { code: 'already-exists', what: 'rename' } });
});

it('is given up before its switch, not after', async () => {
  const main = await services(environments);
  const view = await write(main, await start(main, 'staging', 'qa'));
  await main.ask('renames.abandon', { id: view.id });
  expect(await live(main)).toContain('qa');
  expect((await main.ask('renames.list', { project: main.env('dev') })).renames).toEqual([]);
  const done = await rename(main, 'staging', 'uat');
  expect(await main.reply('renames.abandon', { id: done.id })).toMatchObject({ error: { code: 'refused' } });
});

it('ends when the old one is brought back by hand: both are there, and nothing leads astray', async () => {
  const main = await services(environments);
  await rename(main, 'staging', 'qa');
  await main.ask('environments.archive', { env: main.env('staging'), archived: false, confirmation: '' });
  expect(await aliases(main)).toEqual([]);
  expect((await main.ask('renames.list', { project: main.env('dev') })).renames).toEqual([]);
  expect(await live(main)).toContain('staging');
});

it('takes agents, provider keys and queues along in the same copy, and misses none in the check', async () => {
  const main = await services({ dev: {}, staging: { ANTHROPIC_API_KEY: 'sk-ant-fake' } });
  const key = { provider: 'anthropic', envVarName: 'ANTHROPIC_API_KEY' };
  await writeDocuments(main, 'staging', {
    'provider-key anthropic:ANTHROPIC_API_KEY': { label: 'Team', isDefault: true },
    'agent bot': { name: 'Bot', model: 'anthropic:claude', systemPrompt: 'Answer.', providerKey: key },
    'queue mail': { type: 'task', paused: true, limit: 2, override: null },
  });
  const before = await dumpDocuments(main, 'staging');
  let view = await write(main, await start(main, 'staging', 'qa'));
  expect(view).toMatchObject({ step: 'copy', documents: 3, different: 4 });
  const source = { type: 'rename' as const, renameId: view.id, ...nothing };
  const plan = await main.ask('changes.plan', { env: view.to, source });
  expect(plan.rows.map(({ resource, risks }) => [resource ?? 'variable', risks.length])).toEqual([
    ['variable', 0],
    ['provider-key', 0],
    ['agent', 0],
    ['queue', 0],
  ]);
  view = await write(main, view);
  expect(view.step).toBe('check');
  expect(await dumpDocuments(main, 'qa')).toEqual(before);
  await writeDocuments(main, 'qa', { 'queue mail': null, 'agent other': { name: 'O', model: 'x:y' } });
  view = await main.ask('renames.view', { id: view.id });
  expect(view.differences).toEqual([
    { resource: 'agent', key: 'other', what: 'extra' },
    { resource: 'queue', key: 'mail', what: 'missing' },
  ]);
  view = await write(main, view);
  expect(await dumpDocuments(main, 'qa')).toEqual(before);
  expect(await main.ask('environments.contents', { env: main.env('qa') })).toMatchObject({
    agents: 1,
    providerKeys: 1,
    queues: 1,
  });
});
