import { expect, it } from 'vitest';
import { services } from '../../support/services.ts';

const slugs = async (main: Awaited<ReturnType<typeof services>>) => {
  const { workspaces } = await main.ask('scope.list', {});
  const project = workspaces[0]?.organizations[0]?.projects[0];
  return project?.environments.map(({ slug, archived }) => (archived ? `(${slug})` : slug));
};

it('starts a project with dev, and a new environment empty', async () => {
  const main = await services();
  const { ask, env } = main;
  expect(await slugs(main)).toEqual(['dev']);
  const made = await ask('environments.create', {
    project: env('dev'),
    slug: 'prod',
    name: '  Production ',
    kind: 'production',
  });
  expect(made).toMatchObject({ slug: 'prod', name: 'Production', order: 1, showPlainValues: false });
  expect((await ask('variables.list', { env: env('prod') })).rows).toEqual([]);
});

it('places a new environment by its kind, behind those of the same kind', async () => {
  const main = await services({ dev: {}, production: {} });
  const make = (slug: string, kind: 'staging' | 'development') =>
    main.ask('environments.create', { project: main.env('dev'), slug, name: slug, kind });
  await make('qa', 'staging');
  await make('qa-2', 'staging');
  await make('lab', 'development');
  expect(await slugs(main)).toEqual(['dev', 'lab', 'qa', 'qa-2', 'production']);
});

it.each(['', 'Dev', 'a_b', '-a', 'a-', 'a.b', 'ü', 'a'.repeat(32)])('refuses the slug %j', async (slug) => {
  const { reply, env } = await services();
  const input = { project: env('dev'), slug, name: 'X', kind: 'staging' };
  expect(await reply('environments.create', input)).toMatchObject({
    error: { code: 'invalid-input', issues: [{ path: 'slug' }] },
  });
});

it.each(['a', '1', 'a-b', 'a--b', 'a'.repeat(31)])('takes the slug %j once', async (slug) => {
  const { reply, env } = await services();
  const input = { project: env('dev'), slug, name: 'X', kind: 'staging' };
  expect(await reply('environments.create', input)).toMatchObject({ ok: true });
  expect(await reply('environments.create', input)).toMatchObject({ error: { code: 'already-exists' } });
});

it('orders, archives by the typed slug and brings back', async () => {
  const main = await services({ staging: { A: 'one' }, production: {} });
  const { ask, env, reply, dump } = main;
  await ask('environments.reorder', { project: env('dev'), slugs: ['production', 'dev', 'staging'] });
  expect(await slugs(main)).toEqual(['production', 'dev', 'staging']);
  for (const wrong of [['dev'], ['dev', 'dev', 'staging'], ['dev', 'staging', 'production', 'x']])
    expect(await reply('environments.reorder', { project: env('dev'), slugs: wrong })).toMatchObject({
      error: { code: 'invalid-input' },
    });
  const archive = (archived: boolean, confirmation: string) =>
    reply('environments.archive', { env: env('staging'), archived, confirmation });
  expect(await archive(true, 'Staging')).toMatchObject({ error: { code: 'confirmation-wrong' } });
  expect(await archive(true, 'staging')).toMatchObject({ ok: true });
  expect(await slugs(main)).toEqual(['production', 'dev', '(staging)']);
  expect(await archive(false, '')).toMatchObject({ ok: true });
  expect(await dump('staging')).toEqual([['A', 'one']]);
  const { entries } = await ask('history.list', { project: env('dev'), slug: 'staging', limit: 10 });
  expect(entries.map(({ title, total, canUndo }) => [title, total, canUndo])).toEqual([
    ['Bring back environment Staging', 0, false],
    ['Archive environment Staging', 0, false],
    ['Change 1 variable in Staging', 1, true],
    ['Create environment Staging', 0, false],
  ]);
});

it('changes one setting and leaves the others', async () => {
  const { ask } = await services();
  await ask('settings.put', { lastPath: '/w/local' });
  expect(await ask('settings.put', { theme: 'dark' })).toEqual({
    theme: 'dark',
    lastPath: '/w/local',
    baselines: [],
  });
  expect(await ask('settings.get', {})).toMatchObject({ theme: 'dark' });
});

it('keeps rules per project and takes them away again', async () => {
  const { ask, env } = await services();
  const put = (key: string, rule: 'must-match' | null, note?: string) =>
    ask('rules.put', { project: env('dev'), key, rule, ...(note === undefined ? {} : { note }) });
  await put('B', 'must-match');
  await put('A', 'must-match', 'because');
  expect(await ask('rules.list', { project: env('dev') })).toEqual({
    rules: [
      { key: 'A', rule: 'must-match', note: 'because' },
      { key: 'B', rule: 'must-match' },
    ],
    required: [],
    expects: [],
  });
  await put('A', null);
  expect((await ask('rules.list', { project: env('dev') })).rules).toEqual([
    { key: 'B', rule: 'must-match' },
  ]);
});

it('has every change of rules in the history of each environment, and takes it back, and does it again', async () => {
  const { ask, env, reply } = await services({ dev: { A: '1' }, production: {} });
  const project = env('dev');
  const list = () => ask('rules.list', { project });
  const newest = async (slug: string) => {
    const { entries } = await ask('history.list', { project, slug, limit: 1 });
    return entries[0] ?? expect.fail('the journal is empty');
  };
  await ask('rules.put', { project, key: 'A', rule: 'must-match', note: 'why', required: true });
  const put = await newest('production');
  expect(put).toMatchObject({ title: 'Rule for A: must match, required', rules: 1, total: 0, canUndo: true });
  expect((await ask('history.get', { changeSetId: put.id })).ruleChanges).toEqual([
    { key: 'A', before: {}, after: { rule: 'must-match', note: 'why', requiredBy: 'set by hand' } },
  ]);
  expect((await newest('dev')).id).toBe(put.id);
  const safety = await ask('safety.list', { project });
  expect(safety.environments.map(({ findings }) => findings.map(({ rule, key }) => [rule, key]))).toEqual([
    [],
    [['missing-required', 'A']],
  ]);

  // Another rule leaves the key required.
  await ask('rules.put', { project, key: 'A', rule: 'any' });
  expect(await list()).toEqual({
    rules: [{ key: 'A', rule: 'any' }],
    required: [{ key: 'A', source: 'set by hand' }],
    expects: [],
  });
  const other = await newest('dev');
  await ask('rules.put', { project, key: 'A', rule: 'any' });
  expect((await newest('dev')).id).toBe(other.id);

  await ask('rules.undo', { changeSetId: put.id });
  expect(await list()).toEqual({ rules: [], required: [], expects: [] });
  expect(await ask('history.get', { changeSetId: put.id })).toMatchObject({ canUndo: false });
  const undid = await newest('dev');
  expect(undid).toMatchObject({ title: `Undo: ${put.title}`, source: 'undo', undoOf: put.id, canUndo: true });
  expect(await reply('rules.undo', { changeSetId: put.id })).toMatchObject({ error: { code: 'refused' } });
  await ask('rules.undo', { changeSetId: undid.id });
  expect((await list()).rules).toEqual([{ key: 'A', rule: 'any' }]);
  await ask('rules.unrequire', { project, keys: ['A'] });
  expect(await newest('dev')).toMatchObject({ title: 'A is no longer required', canUndo: true });
  expect(await list()).toEqual({ rules: [{ key: 'A', rule: 'any' }], required: [], expects: [] });
  expect((await ask('history.list', { project, key: 'A', limit: 9 })).entries).toHaveLength(6);

  await ask('rules.require', { project, keys: ['A', 'C'] });
  expect(await newest('dev')).toMatchObject({ title: '2 keys are required', rules: 2, canUndo: true });
  expect(await list()).toEqual({
    rules: [{ key: 'A', rule: 'any' }],
    required: ['A', 'C'].map((key) => ({ key, source: 'set by hand' })),
    expects: [],
  });
});

it('keeps what is expected of each kind, has it in the history, and takes it back', async () => {
  const { ask, env, reply } = await services({ dev: { A: '1' }, production: {} });
  const project = env('dev');
  const expects = async () => (await ask('rules.list', { project })).expects;
  const entries = async () => (await ask('history.list', { project, slug: 'production', limit: 9 })).entries;
  const begun = (await entries()).length;
  await ask('rules.putKind', { project, kind: 'staging', rule: 'look' });
  expect(await entries()).toHaveLength(begun);
  await ask('rules.putKind', { project, kind: 'staging', rule: 'expected' });
  await ask('rules.putKind', { project, kind: 'development', rule: 'expected' });
  await ask('rules.putKind', { project, kind: 'development', rule: 'expected' });
  expect(await expects()).toEqual(['development', 'staging']);
  expect(await entries()).toHaveLength(begun + 2);
  const [put = expect.fail('the journal is empty')] = await entries();
  expect(put).toMatchObject({ title: 'Differences of development: expected', rules: 1, canUndo: true });
  expect(await ask('history.get', { changeSetId: put.id })).toMatchObject({
    ruleChanges: [],
    kindChanges: [{ kind: 'development', before: 'look', after: 'expected' }],
  });

  await ask('rules.undo', { changeSetId: put.id });
  expect(await expects()).toEqual(['staging']);
  expect(await ask('history.get', { changeSetId: put.id })).toMatchObject({ canUndo: false });
  expect(await reply('rules.undo', { changeSetId: put.id })).toMatchObject({ error: { code: 'refused' } });
  const [undid = expect.fail('the journal is empty')] = await entries();
  await ask('rules.undo', { changeSetId: undid.id });
  expect(await expects()).toEqual(['development', 'staging']);
  const other = { ...project, projectId: 'another' };
  expect(await reply('rules.putKind', { project: other, kind: 'staging', rule: 'look' })).toMatchObject({
    error: { code: 'not-found' },
  });
  expect(await reply('rules.putKind', { project, kind: 'test' as never, rule: 'look' })).toMatchObject({
    error: { code: 'invalid-input' },
  });
});

it('takes the typed slug to make a production environment one of another kind', async () => {
  const { ask, env, reply } = await services({ production: {} });
  const become = (kind: string, confirmation?: string) =>
    reply('environments.update', { env: env('production'), kind, confirmation });
  expect(await become('staging')).toEqual({
    ok: false,
    error: { code: 'confirmation-wrong', expected: 'production' },
  });
  expect(await become('staging', 'Production')).toMatchObject({ ok: false });
  expect(await become('production')).toMatchObject({ ok: true });
  expect(await reply('environments.update', { env: env('production'), name: 'Live' })).toMatchObject({
    ok: true,
  });
  const plan = await ask('changes.plan', {
    env: env('production'),
    source: { type: 'patches', patches: [{ key: 'A', value: 'x' }] },
  });
  expect(plan.confirmation.slug).toBe('production');
  expect(await become('staging', 'production')).toMatchObject({ ok: true, value: { kind: 'staging' } });
});

it('says which environments are known to be empty', async () => {
  const main = await services({ dev: {}, staging: { A: '1' } });
  const emptyOnes = async () =>
    (await main.ask('scope.list', {})).workspaces.flatMap(({ organizations }) =>
      organizations.flatMap(({ projects }) =>
        projects.flatMap(({ environments }) =>
          environments.filter(({ empty }) => empty).map(({ slug }) => slug),
        ),
      ),
    );
  expect(await emptyOnes()).toEqual(['dev']);
  await main.write('dev', { A: '1' });
  await main.write('staging', { A: null });
  expect(await emptyOnes()).toEqual(['staging']);
});
