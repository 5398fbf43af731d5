import { expect, it } from 'vitest';
import type { Operation, Outcome } from '../../../../core/workspace.ts';
import { services } from '../../../support/services.ts';

async function local(values: Record<string, string>) {
  const { context, env, dump } = await services({ dev: values });
  const workspace = context.workspaces.get('local') ?? expect.fail('no local workspace');
  const apply = async (operations: readonly Operation[], cancelled = () => false) => {
    const outcomes: Outcome[] = [];
    await workspace.apply({
      env: env('dev'),
      changeSetId: 'change-set',
      title: 'A change',
      operations: operations.map((operation, position) => ({ position, operation })),
      cancelled,
      journal: {
        sent: () => undefined,
        answered: () => undefined,
        settled: (position, outcome) => {
          outcomes[position] = outcome;
        },
      },
    });
    return outcomes;
  };
  const expected = (value: string) => ({
    fingerprint: context.fingerprint(value),
    kind: 'plain' as const,
    note: undefined,
  });
  return { apply, expected, dump, context };
}

const set = (key: string, value: string) => ({
  type: 'set' as const,
  key,
  value,
  kind: 'plain' as const,
  note: undefined,
});

it('looks again inside the transaction, and writes only where it finds what was expected', async () => {
  const { apply, expected, dump } = await local({ A: 'one', B: 'one', C: 'one' });
  const changed = { outcome: 'failed', reason: 'changed meanwhile' };
  expect(
    await apply([
      { ...set('A', 'two'), expect: expected('one') },
      { ...set('B', 'two'), expect: expected('other') },
      { ...set('C', 'two'), expect: null },
      { ...set('D', 'two'), expect: expected('one') },
      { type: 'delete', key: 'B', expect: { ...expected('one'), kind: 'secret' } },
      { type: 'delete', key: 'C', expect: { ...expected('one'), note: 'a note' } },
    ]),
  ).toEqual([{ outcome: 'done' }, changed, changed, changed, changed, changed]);
  expect(await dump('dev')).toEqual([
    ['A', 'two'],
    ['B', 'one'],
    ['C', 'one'],
  ]);
});

it('takes a chunk back with its outcomes when the store fails in it', async () => {
  const { apply, dump, context } = await local({});
  context.store.db.exec(
    "CREATE TRIGGER full BEFORE INSERT ON variables WHEN NEW.key = 'K70' BEGIN SELECT RAISE(ABORT, 'full'); END",
  );
  const operations = Array.from({ length: 100 }, (_, n) => ({ ...set(`K${n}`, 'x'), expect: null }));
  await expect(apply(operations)).rejects.toThrow();
  expect(await dump('dev')).toHaveLength(50);
});
