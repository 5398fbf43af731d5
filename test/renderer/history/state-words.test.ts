import { expect, it } from 'vitest';
import { stateWords } from '../../../renderer/features/history/state-words.ts';

it('tells how a change set ended, with counts', () => {
  expect(stateWords({ state: 'done', done: 3, total: 3, undone: 0, finished: 0, rules: 0 }).long).toBe(
    'All 3 written.',
  );
  expect(
    stateWords({ state: 'partial', done: 2, total: 3, undone: 0, finished: 0, rules: 0 }).long,
  ).toContain('2 of 3 written');
  expect(
    stateWords({ state: 'cancelled', done: 1, total: 9, undone: 0, finished: 0, rules: 0 }).long,
  ).toContain('1 of 9 written');
  expect(
    stateWords({ state: 'interrupted', done: 4, total: 9, undone: 0, finished: 0, rules: 0 }),
  ).toMatchObject({
    short: 'interrupted',
    long: expect.stringMatching(/4 of 9 written.*Resume.*Undo/),
  });
  expect(
    stateWords({ state: 'done', done: 3, total: 3, undone: 3, finished: 0, rules: 0, undoneBy: 'other-id' })
      .short,
  ).toBe('undone');
  expect(stateWords({ state: 'done', done: 16, total: 16, undone: 15, finished: 0, rules: 0 })).toMatchObject(
    {
      short: 'partly undone',
      long: '15 of 16 taken back by a later change. Undo takes back the rest.',
    },
  );
  expect(
    stateWords({ state: 'interrupted', done: 0, total: 0, undone: 0, finished: 0, rules: 0 }),
  ).toMatchObject({
    short: 'interrupted',
    long: 'Its environment was not made. Resume makes it.',
  });
  expect(stateWords({ state: 'done', done: 0, total: 0, undone: 0, finished: 0, rules: 0 }).long).toBe(
    'It concerned the environment itself; no variable was changed.',
  );
  expect(
    stateWords({ state: 'interrupted', done: 3, total: 14, undone: 0, finished: 11, rules: 0 }),
  ).toMatchObject({
    short: 'finished later',
    long: '3 of 14 written; a later change did the rest.',
  });
  expect(
    stateWords({ state: 'partial', done: 0, total: 14, undone: 0, finished: 11, rules: 0 }),
  ).toMatchObject({
    short: 'partial',
    long: expect.stringContaining('0 of 14 written, 11 more by a later change.'),
  });
});
