import { expect, it } from 'vitest';
import { type AppError, Failure } from '../../../core/errors.ts';
import type { Deed } from '../../../core/workspace.ts';
import { recordDeed } from '../../../main/services/record-deed.ts';
import { recoverInterrupted } from '../../../main/services/recover.ts';
import { services } from '../../support/services.ts';

const fresh = { slug: 'fresh', name: 'Fresh', kind: 'staging' } as const;

/** What the history says of making `fresh`, or of archiving it, on a server that `work` stands for. */
async function historyOf(work: (deed: Deed) => Promise<void>, does: 'create' | 'archive' = 'create') {
  const { context, ask, env } = await services({ dev: {} });
  const what = does === 'create' ? { creates: fresh } : { archives: true };
  const line = { env: env('fresh'), title: 'Do it', ...what };
  const failure = await Promise.race([
    recordDeed(context, line, work).then(
      () => undefined,
      (error: unknown) => error,
    ),
    new Promise((resolve) => setImmediate(resolve)),
  ]);
  recoverInterrupted(context); // as the next start does
  const { entries } = await ask('history.list', { project: env('dev'), slug: 'fresh', limit: 10 });
  return { lines: entries.map(({ title, state, canResume }) => [title, state, canResume]), failure };
}

const failing = (detail: AppError) => async (deed: Deed) => {
  deed.begins?.();
  throw new Failure(detail);
};
const never = (deed: Deed) => {
  deed.begins?.();
  return new Promise<void>(() => undefined);
};
const refused = { code: 'environment-refused', action: 'create', name: 'fresh' } as const;

it('stands in the history as done once it is', async () => {
  expect((await historyOf(async (deed) => deed.begins?.())).lines).toEqual([['Do it', 'done', false]]);
  expect((await historyOf(async () => undefined)).lines).toEqual([['Do it', 'done', false]]);
});

it('stands there as interrupted where the console went before an answer came', async () => {
  expect((await historyOf(never)).lines).toEqual([['Do it', 'interrupted', true]]);
  expect((await historyOf(never, 'archive')).lines).toEqual([['Do it', 'interrupted', false]]);
});

it.each<[string, AppError, unknown[]]>([
  ['a refusal', { ...refused, why: 'slug-invalid' }, []],
  ['an approval that is waited for', { code: 'approval-needed', action: 'create', name: 'fresh' }, []],
  ['no answer', { ...refused, why: 'no-answer' }, [['Do it', 'interrupted', true]]],
  [
    'a server in trouble',
    { code: 'server', problem: 'timeout', server: 'Work' },
    [['Do it', 'interrupted', true]],
  ],
])('after %s says what is known', async (_, detail, lines) => {
  const found = await historyOf(failing(detail));
  expect(found.lines).toEqual(lines);
  expect(found.failure).toMatchObject({ detail });
});

it('leaves no line of what was refused before anything left', async () => {
  const offline = { code: 'server', problem: 'offline', server: 'Work' } as const;
  const work = async () => {
    throw new Failure(offline);
  };
  expect((await historyOf(work)).lines).toEqual([]);
});
