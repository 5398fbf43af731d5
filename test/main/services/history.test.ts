import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countInterrupted, recoverInterrupted } from '../../../main/services/recover.ts';
import { apply, type Services, services } from '../../support/services.ts';

const newest = async ({ ask, env }: Services, slug = 'dev') => {
  const { entries } = await ask('history.list', { project: env(slug), slug, limit: 10 });
  return entries[0] ?? expect.fail('the journal is empty');
};

const undo = async (main: Services, changeSetId: string) => {
  const { ask, env } = main;
  const plan = await ask('changes.plan', { env: env('dev'), source: { type: 'undo', changeSetId } });
  return { plan, result: await apply(ask, plan) };
};

const key = fc.constantFrom('A', 'B', 'C', '__proto__', 'constructor');
const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'same', '<redacted>', '\u0000'));
const kind = fc.constantFrom('plain' as const, 'secret' as const);
const note = fc.constantFrom('', 'a note');
const setPatch = fc.record({ key, value, kind, note });
const patch = fc.oneof(setPatch, fc.record({ key, deleted: fc.constant(true as const) }));
const patches = fc.uniqueArray(patch, { selector: (one) => one.key });

it('reaches the wanted state; undo restores exactly; redo reaches it again; all of it twice does nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(setPatch), patches, async (start, change) => {
      const main = await services();
      const { ask, env, context } = main;
      const state = async () => {
        const read = await context.workspaces.get('local')?.readVariables(env('dev'));
        return (read ?? []).map((one) => [one.key, one.value, one.kind, one.note]);
      };
      const plan = (wanted: typeof change) =>
        ask('changes.plan', { env: env('dev'), source: { type: 'patches', patches: wanted } });
      const first = await plan(start);
      if (first.counts.create > 0) await apply(ask, first);
      const before = await state();
      const second = await plan(change);
      if (second.rows.every(({ action }) => action === 'none')) return;
      await apply(ask, second);
      const after = await state();

      const model = new Map(before.map((row) => [row[0], row]));
      for (const one of change)
        if ('deleted' in one) model.delete(one.key);
        else model.set(one.key, [one.key, one.value, one.kind, one.note === '' ? undefined : one.note]);
      expect(new Map(after.map((row) => [row[0], row]))).toEqual(model);
      expect((await plan(change)).rows.every(({ action }) => action === 'none')).toBe(true);

      const did = await newest(main);
      await undo(main, did.id);
      expect(await state()).toEqual(before);
      const undid = await newest(main);
      expect(undid).toMatchObject({ undoOf: did.id, title: `Undo: ${did.title}` });
      await undo(main, undid.id);
      expect(await state()).toEqual(after);
      expect(await newest(main)).toMatchObject({ title: `Redo: ${did.title}`, canUndo: true });
    }),
    { numRuns: 60 },
  );
});

it('warns of no variable that an undo takes back, but of an environment that is left with none', async () => {
  const main = await services({ production: {} });
  const { ask, env } = main;
  const prod = env('production');
  const put = (keys: readonly string[]) =>
    ask('changes.plan', {
      env: prod,
      source: { type: 'patches', patches: keys.map((key) => ({ key, value: '1' })) },
    });
  await apply(ask, await put(['PORT', 'TIMEOUT']));
  const { id } = await newest(main, 'production');
  const back = () => ask('changes.plan', { env: prod, source: { type: 'undo', changeSetId: id } });
  const plan = await back();
  expect(plan.rows.map(({ action, risks }) => [action, ...risks])).toEqual([['delete'], ['delete']]);
  expect(plan.empties).toBe(true);
  const fewer = await ask('changes.exclude', { planId: plan.id, keys: ['PORT'] });
  expect(fewer.empties).toBeUndefined();
  await apply(ask, await put(['MORE']));
  expect((await back()).empties).toBeUndefined();
});

it('shows where an undo meets what somebody wrote since', async () => {
  const main = await services({ dev: { A: 'one', B: 'one' } });
  const { ask, env, write, dump } = main;
  await write('dev', { A: 'two', B: 'two' });
  const { id } = await newest(main);
  await write('dev', { A: 'three' });

  const plan = await ask('changes.plan', { env: env('dev'), source: { type: 'undo', changeSetId: id } });

  expect(plan.rows.map((row) => [row.key, row.drift !== undefined])).toEqual([
    ['A', true],
    ['B', false],
  ]);
  await apply(ask, await ask('changes.exclude', { planId: plan.id, keys: ['A'] }));
  expect(await dump('dev')).toEqual([
    ['A', 'three'],
    ['B', 'one'],
  ]);
  const partly = await ask('history.get', { changeSetId: id });
  expect(partly).toMatchObject({ done: 2, undone: 1, canUndo: true });
  expect(partly.undoneBy).toBeUndefined();

  const rest = await undo(main, id);
  expect(rest.plan.rows.map((row) => row.key)).toEqual(['A']);
  expect(await dump('dev')).toEqual([
    ['A', 'one'],
    ['B', 'one'],
  ]);
  const whole = await ask('history.get', { changeSetId: id });
  expect(whole).toMatchObject({ undone: 2, canUndo: false, undoneBy: (await newest(main)).id });
});

it('counts as taken back what is already as it was, and lists it nowhere', async () => {
  const main = await services({ dev: { A: 'one', B: 'one' } });
  const { ask, write } = main;
  await write('dev', { A: 'two', B: 'two' });
  const { id } = await newest(main);
  await write('dev', { A: 'one' });

  await undo(main, id);

  expect(await newest(main)).toMatchObject({ undoOf: id, state: 'done', total: 1, done: 1 });
  expect((await ask('history.get', { changeSetId: (await newest(main)).id })).rows).toHaveLength(1);
  expect(await ask('history.get', { changeSetId: id })).toMatchObject({ undone: 2, canUndo: false });
});

it('applies 3,000 operations and undoes them as one unit', async () => {
  const main = await services({ dev: { K0: 'before' } });
  const { ask, env, dump, events } = main;
  const start = await dump('dev');
  const many = Array.from({ length: 3_000 }, (_, n) => ({ key: `K${n}`, value: `value ${n}` }));
  const plan = await ask('changes.plan', { env: env('dev'), source: { type: 'patches', patches: many } });
  expect(plan.counts).toEqual({ create: 2_999, update: 1, delete: 0, none: 0 });
  expect(await apply(ask, plan)).toMatchObject({ state: 'done', done: 3_000, total: 3_000 });
  const last = events.filter(({ event }) => event === 'changes.progress').at(-1);
  expect(last?.payload).toEqual({ planId: plan.id, done: 3_000, failed: 0, total: 3_000 });
  await undo(main, (await newest(main)).id);
  expect(await dump('dev')).toEqual(start);
});

it('pages through the journal by start time, of one key where asked', async () => {
  const { ask, env, write } = await services({ dev: {} });
  for (const n of [1, 2, 3, 4, 5]) await write('dev', { [n % 2 === 0 ? 'EVEN' : 'ODD']: `v${n}` });
  const seen: string[] = [];
  let before: number | undefined;
  for (;;) {
    const page = await ask('history.list', {
      project: env('dev'),
      slug: 'dev',
      key: 'ODD',
      limit: 2,
      ...(before === undefined ? {} : { before }),
    });
    seen.push(...page.entries.map(({ id }) => id));
    before = page.entries.at(-1)?.startedAt;
    if (!page.more) break;
  }
  expect(new Set(seen).size).toBe(3);
  const { entries } = await ask('history.list', { project: env('dev'), limit: 1 });
  expect(seen[0]).toBe(entries[0]?.id);
});

it('names what a crash left, until somebody looked, and goes on from there', async () => {
  const main = await services({ dev: {} });
  const { ask, env, dump, write, context } = main;
  await write('dev', { A: 'one', B: 'two' });
  const { id } = await newest(main);
  // What a kill between two transactions leaves: B and its outcome were one transaction that never was.
  context.store.db.prepare("DELETE FROM variables WHERE key = 'B'").run();
  context.store.db.prepare("DELETE FROM variable_versions WHERE key = 'B'").run();
  context.store.db.prepare("UPDATE operations SET state = 'pending' WHERE key = 'B'").run();
  context.store.db.prepare("UPDATE change_sets SET state = 'applying' WHERE id = ?").run(id);

  recoverInterrupted(context);

  expect(countInterrupted(context)).toBe(1);
  expect(await newest(main)).toMatchObject({ id, state: 'interrupted', done: 1, total: 2, canResume: true });
  expect((await ask('history.get', { changeSetId: id })).rows).toMatchObject([
    { key: 'A', outcome: 'done' },
    { key: 'B', outcome: 'not-done' },
  ]);
  expect(countInterrupted(context)).toBe(0);
  const rest = await ask('changes.plan', {
    env: env('dev'),
    source: { type: 'resume', changeSetId: id },
  });
  expect(rest.rows).toMatchObject([{ key: 'B', action: 'create' }]);
  await apply(ask, rest);
  expect(await dump('dev')).toEqual([
    ['A', 'one'],
    ['B', 'two'],
  ]);
});

it('restores an old version, a deletion too', async () => {
  const { ask, env, write, dump } = await services({ dev: { A: 'one' } });
  await write('dev', { A: 'two' });
  await write('dev', { A: null });
  await write('dev', { A: 'four' });
  const restore = async (version: number) => {
    const source = { type: 'restore' as const, key: 'A', version };
    await apply(ask, await ask('changes.plan', { env: env('dev'), source }));
  };
  await restore(1);
  expect(await dump('dev')).toEqual([['A', 'one']]);
  await restore(3);
  expect(await dump('dev')).toEqual([]);
  const { versions } = await ask('variables.versions', { env: env('dev'), key: 'A' });
  expect(versions.map(({ version, deleted, current }) => [version, deleted, current])).toEqual([
    [6, true, false],
    [5, false, false],
    [4, false, false],
    [3, true, false],
    [2, false, false],
    [1, false, false],
  ]);
});

it('counts an undo that was finished later as an undo', async () => {
  const main = await services({ dev: {} });
  const { ask, env, write, context, dump } = main;
  await write('dev', { A: 'one', B: 'two' });
  const { id } = await newest(main);
  context.store.db.exec(
    "CREATE TRIGGER full BEFORE DELETE ON variables WHEN OLD.key = 'B' BEGIN SELECT RAISE(ABORT, 'full'); END",
  );
  await expect(undo(main, id)).rejects.toThrow('full');
  context.store.db.exec('DROP TRIGGER full');
  const partial = await newest(main);
  expect(partial).toMatchObject({ undoOf: id, state: 'partial' });
  expect((await ask('history.get', { changeSetId: id })).undoneBy).toBeUndefined();

  const source = { type: 'resume' as const, changeSetId: partial.id };
  await apply(ask, await ask('changes.plan', { env: env('dev'), source }));

  expect(await dump('dev')).toEqual([]);
  expect((await ask('history.get', { changeSetId: id })).undoneBy).toBe((await newest(main)).id);
});

it('takes nothing back, and goes on with nothing, while it is still being applied', async () => {
  const main = await services({ dev: { A: 'one' } });
  const { ask, env, context, reply } = main;
  const { id } = await newest(main);
  context.store.db.prepare("UPDATE change_sets SET state = 'applying' WHERE id = ?").run(id);
  for (const type of ['undo', 'resume'] as const)
    expect(await reply('changes.plan', { env: env('dev'), source: { type, changeSetId: id } })).toMatchObject(
      {
        error: { code: 'refused' },
      },
    );
  recoverInterrupted(context);
  expect((await undo(main, id)).result).toMatchObject({ state: 'done' });
  expect(await ask('variables.list', { env: env('dev') })).toMatchObject({ rows: [] });
});
