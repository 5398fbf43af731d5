import { expect, it } from 'vitest';
import { Failure } from '../../../core/errors.ts';
import { writeDocuments } from '../../support/documents.ts';
import { apply, confirmed, services } from '../../support/services.ts';

const listed = async (main: Awaited<ReturnType<typeof services>>) => {
  const { environments } = await main.ask('safety.list', { project: main.env('dev') });
  return Object.fromEntries(
    environments.map(({ slug, findings }) => [
      slug,
      findings.map(({ rule, level, key }) => `${level} ${rule} ${key}`),
    ]),
  );
};

it('finds production’s database in staging and one provider key in two environments, and says no value', async () => {
  const main = await services({
    dev: { OPENAI_API_KEY: 'zq-shared-key', LOG_LEVEL: 'zq-debug' },
    staging: { DATABASE_URL: 'postgres://app:zq-pass@prod/db', LOG_LEVEL: 'zq-debug' },
    production: {
      DATABASE_URL: 'postgres://app:zq-pass@prod/db',
      OPENAI_API_KEY: 'zq-shared-key',
      LOG_LEVEL: 'zq-debug',
      PLATOS_TEST_MODE: 'zq-on',
      SECRET_NOTE: 'changeme',
    },
  });
  main.said.length = 0;
  expect(await listed(main)).toEqual({
    dev: ['warning provider-key OPENAI_API_KEY'],
    staging: ['warning production-value DATABASE_URL'],
    production: [
      'refused dangerous PLATOS_TEST_MODE',
      'warning credential DATABASE_URL',
      'warning provider-key OPENAI_API_KEY',
      'warning placeholder SECRET_NOTE',
    ],
  });
  expect(main.said.join()).not.toContain('zq');
});

it('finds test modes and test keys in production, and live keys elsewhere, in the list as in a plan', async () => {
  const values = {
    BILLING_KEY: 'sk_live_0000example0000',
    STRIPE_SECRET_KEY: 'sk_test_0000example0000',
    STRIPE_TEST_MODE: 'true',
  };
  const main = await services({ staging: {}, production: {} });
  const inPlan = async (slug: string) => {
    const patches = Object.entries(values).map(([key, value]) => ({ key, value }));
    const source = { type: 'patches' as const, patches };
    const plan = await main.ask('changes.plan', { env: main.env(slug), source });
    await apply(main.ask, plan);
    return plan.rows.flatMap(({ key, risks }) => risks.map(({ kind, level }) => `${level} ${kind} ${key}`));
  };
  const staging = ['warning live-key BILLING_KEY'];
  expect(await inPlan('staging')).toEqual(staging);
  expect((await listed(main))['staging']).toEqual(staging);
  const production = ['warning test-key STRIPE_SECRET_KEY', 'warning weak-setting STRIPE_TEST_MODE'];
  expect(await inPlan('production')).toEqual(expect.arrayContaining(production));
  expect((await listed(main))['production']).toEqual(expect.arrayContaining(production));
});

it('says in the review of a promotion what names the environment it comes from, also after a drift', async () => {
  const values = { PREFIX: 'parcel:stg:', LOG_LEVEL: 'info' };
  const main = await services({ staging: values, production: { PREFIX: 'parcel:prod:' } });
  const { ask, env } = main;
  const { rows } = await ask('variables.list', { env: env('staging') });
  expect(rows.map(({ key, ties }) => [key, ties])).toEqual([
    ['LOG_LEVEL', undefined],
    ['PREFIX', ['staging']],
  ]);
  const choices = Object.keys(values).map((key) => ({ action: 'copy' as const, key }));
  const plan = await ask('changes.plan', {
    env: env('production'),
    source: { type: 'promotion', from: env('staging'), choices },
  });
  const warnings = ({ rows: planned }: typeof plan) =>
    planned.flatMap(({ key, risks }) =>
      risks.filter(({ level }) => level === 'warning').map(({ text }) => `${key}: ${text}`),
    );
  const told = ['PREFIX: Its value names staging.'];
  expect(warnings(plan)).toEqual(told);
  await main.write('production', { PREFIX: 'moved' });
  expect(await main.reply('changes.apply', confirmed(plan))).toMatchObject({ error: { code: 'drift' } });
  expect(warnings(await ask('changes.view', { planId: plan.id }))).toEqual(told);
});

it('finds a credential of production under another name, in the list as in a plan', async () => {
  const url = 'postgres://app:fake-pass@prod/db';
  const main = await services({ dev: {}, production: { DATABASE_URL: url, PORT: '80' } });
  const { ask, env } = main;
  const patches = [{ key: 'REPORTS_DB', value: url, kind: 'secret' as const }];
  const plan = await ask('changes.plan', { env: env('dev'), source: { type: 'patches', patches } });
  const text = 'The same value as DATABASE_URL in Production: what runs here may reach production.';
  expect(plan.rows[0]?.risks).toEqual([{ kind: 'production-value', level: 'warning', text }]);
  await apply(ask, plan);
  expect(await listed(main)).toMatchObject({ dev: ['warning production-value REPORTS_DB'] });
});

it('knows a key of a provider by what points at it, whatever its name', async () => {
  const main = await services({ dev: {}, production: {} });
  const patches = [{ key: 'TEAM', value: 'one fake value', kind: 'secret' as const }];
  for (const slug of ['dev', 'production']) {
    const source = { type: 'patches' as const, patches };
    await apply(main.ask, await main.ask('changes.plan', { env: main.env(slug), source }));
  }
  expect(await listed(main)).toEqual({ dev: [], production: [] });
  await writeDocuments(main, 'production', {
    'provider-key anthropic:TEAM': { label: 'Team', isDefault: true },
  });
  expect(await listed(main)).toEqual({
    dev: ['warning provider-key TEAM'],
    production: ['warning provider-key TEAM'],
  });
});

it('judges archived environments not, and does not count them as others', async () => {
  const main = await services({ staging: { DB_PASSWORD: 'x' }, production: { DB_PASSWORD: 'x' } });
  await main.ask('environments.archive', {
    env: main.env('production'),
    archived: true,
    confirmation: 'production',
  });
  expect(await listed(main)).toEqual({ dev: [], staging: [] });
});

it('lets a rule of the person stand over the guess', async () => {
  const main = await services({ staging: { DB_PASSWORD: 'x' }, production: { DB_PASSWORD: 'x' } });
  await main.ask('rules.put', { project: main.env('dev'), key: 'DB_PASSWORD', rule: 'any' });
  expect(await listed(main)).toEqual({ dev: [], staging: [], production: [] });
});

it('says of an empty environment that it is, and how many keys an environment lacks that all others have', async () => {
  const main = await services({
    dev: { A: '1', B: '1' },
    staging: { A: '1', B: '1', C: '1' },
    production: {},
  });
  const facts = async () => {
    const { environments } = await main.ask('safety.list', { project: main.env('dev') });
    return environments.map(({ slug, empty, lacks }) => [slug, empty, lacks]);
  };
  expect(await facts()).toEqual([
    ['dev', false, 1],
    ['staging', false, 0],
    ['production', true, 2],
  ]);
  await main.write('production', { B: '1' });
  expect(await facts()).toEqual([
    ['dev', false, 0],
    ['staging', false, 0],
    ['production', false, 1],
  ]);
});

it('counts all findings and shows the most serious ones', async () => {
  const main = await services({ production: { PLATOS_TEST_MODE: '1' } });
  const many = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`KEY_${n}_NOTE`, 'changeme']));
  await main.write('production', many);
  const { environments } = await main.ask('safety.list', { project: main.env('dev') });
  const production = environments.find(({ slug }) => slug === 'production');
  expect(production?.counts).toEqual({ refused: 1, warning: 600, note: 0 });
  expect(production?.findings).toHaveLength(500);
  expect(production?.findings[0]?.key).toBe('PLATOS_TEST_MODE');
});

it('says of a list that cannot be read that it is not known', async () => {
  const main = await services({ staging: { DB_PASSWORD: 'x' }, production: { DB_PASSWORD: 'x' } });
  const local = main.context.workspaces.get('local');
  if (local === undefined) throw new Error('there is a local workspace');
  const { readVariables } = local;
  Object.assign(local, {
    readVariables: async (...asked: Parameters<typeof readVariables>) => {
      if (asked[0].slug === 'production')
        throw new Failure({ code: 'incomplete', what: 'environment', name: 'x' });
      return readVariables(...asked);
    },
  });
  const { environments } = await main.ask('safety.list', { project: main.env('dev') });
  expect(environments.map(({ slug, state }) => `${slug} ${state}`)).toEqual([
    'dev checked',
    'staging checked',
    'production not-loaded',
  ]);
  expect(environments.flatMap(({ findings }) => findings)).toEqual([]);
});

it('takes the name typed where a plan makes two keys of production one value, as the list would refuse it', async () => {
  const app = await services({ production: { ENCRYPTION_KEY: 'one' } });
  const { ask, env, write } = app;
  const patches = [{ key: 'SESSION_SECRET', value: 'two', kind: 'secret' as const }];
  const plan = await ask('changes.plan', { env: env('production'), source: { type: 'patches', patches } });
  expect(plan.confirmation.keys).toEqual([]);

  await write('production', { ENCRYPTION_KEY: 'two' });
  await expect(apply(ask, plan)).rejects.toMatchObject({ error: { code: 'drift', keys: [] } });
  const next = await ask('changes.view', { planId: plan.id });
  expect(next.confirmation.keys).toEqual(['SESSION_SECRET']);
  expect(next.rows[0]?.risks[0]).toMatchObject({ kind: 'equal-keys', level: 'refused' });
});

it('names in the plans of an import into a new project what the list finds once it is made', async () => {
  const { ask, context } = await services();
  const url = 'postgres://app:fake-pass@prod/db';
  const file = (name: string, data: string) => ({ name, content: { encoding: 'text' as const, data } });
  const target = { type: 'new-project' as const, organization: 'Fake', name: 'shop' };
  const { id: importId } = await ask('imports.read', {
    files: [
      file('.env.staging', `REPORTS_DB=${url}\n`),
      file(
        '.env.production',
        `DATABASE_URL=${url}\nENCRYPTION_KEY=one-value-9f2c\nSESSION_SECRET=one-value-9f2c\n`,
      ),
    ],
    target,
  });
  const { plans } = await ask('imports.plan', { importId, target, files: [], rows: [] });
  const risks = plans.flatMap(({ rows }) =>
    rows.flatMap(({ key, risks: found }) => found.map(({ kind, level }) => `${level} ${kind} ${key}`)),
  );
  expect(risks).toEqual(
    expect.arrayContaining([
      'warning production-value REPORTS_DB',
      'refused equal-keys ENCRYPTION_KEY',
      'refused equal-keys SESSION_SECRET',
    ]),
  );
  expect(plans.find(({ env }) => env.slug === 'prod')?.confirmation.keys).toEqual([
    'ENCRYPTION_KEY',
    'SESSION_SECRET',
  ]);
  const confirmations = plans.map(({ id: planId, revision, confirmation: { slug = '', keys } }) => ({
    planId,
    revision,
    slug,
    keys,
  }));
  await ask('imports.apply', { importId, confirmations });
  const made = (await context.workspaces.get('local')?.describe())?.organizations
    .flatMap(({ projects }) => projects)
    .find(({ name }) => name === 'shop');
  const project = { workspaceId: 'local', projectId: made?.id ?? '' };
  const { environments } = await ask('safety.list', { project });
  expect(
    environments.flatMap(({ findings }) => findings.map(({ rule, level, key }) => `${level} ${rule} ${key}`)),
  ).toEqual(expect.arrayContaining([...risks]));
});

it('holds the copy of a rename against nothing that its original holds, and neither against the others twice', async () => {
  const secret = 'zq-one-secret-of-many';
  const main = await services({
    dev: { API_TOKEN: secret },
    staging: { API_TOKEN: secret, JWT_SECRET: 'zq-another-secret' },
    production: { JWT_SECRET: 'zq-third-secret' },
  });
  const { ask, env } = main;
  const before = await listed(main);
  const { id, to } = await ask('renames.start', { env: env('staging'), slug: 'qa', name: 'Staging' });
  const source = { type: 'rename' as const, renameId: id, given: [] };
  const made = await ask('changes.plan', { env: to, source });
  expect(made.environmentName).toBe('Staging (qa)');
  await apply(ask, made);
  const copied = await ask('changes.plan', { env: to, source });
  expect(copied.rows.flatMap(({ key, risks }) => risks.map(({ kind }) => `${kind} ${key}`))).toEqual([
    'credential API_TOKEN',
  ]);
  await apply(ask, copied);
  expect(await listed(main)).toEqual({ ...before, qa: before['staging'] });
  // What is shared with both names the one that stands.
  const patches = [{ key: 'API_TOKEN', value: secret, kind: 'secret' as const }];
  const plan = await ask('changes.plan', { env: env('production'), source: { type: 'patches', patches } });
  expect(plan.rows[0]?.risks).toEqual([
    {
      kind: 'credential',
      level: 'warning',
      text: 'Looks like a credential, the same as in Development, Staging (staging).',
    },
  ]);
  await ask('renames.check', { id });
  await ask('renames.switch', { id });
  expect(await listed(main)).toEqual({ ...before, qa: before['staging'] });
});
