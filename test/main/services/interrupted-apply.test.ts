import { expect, it } from 'vitest';
import { confirmed, services } from '../../support/services.ts';

it('records what was written and what not when the store fails half-way', async () => {
  const { ask, env, context, dump } = await services({ dev: {} });
  const patches = Array.from({ length: 120 }, (_, n) => ({ key: `K${1_000 + n}`, value: `v${n}` }));
  await ask('drafts.put', { env: env('dev'), patches });
  const plan = await ask('changes.plan', { env: env('dev'), source: { type: 'drafts' } });
  context.store.db.exec(
    "CREATE TRIGGER full BEFORE INSERT ON variables WHEN NEW.key = 'K1070' BEGIN SELECT RAISE(ABORT, 'full'); END",
  );

  await expect(ask('changes.apply', confirmed(plan))).rejects.toThrow('full');

  expect(await dump('dev')).toHaveLength(50);
  expect((await ask('drafts.list', { env: env('dev') })).drafts).toHaveLength(70);
  const { entries } = await ask('history.list', { project: env('dev'), slug: 'dev', limit: 1 });
  expect(entries).toMatchObject([{ state: 'partial', done: 50, total: 120, canResume: true, canUndo: true }]);
});
