import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../../core/compare.ts';
import { rowId } from '../../../core/resource.ts';
import { sourceChoices } from '../../../renderer/features/promote/plan-source.ts';
import {
  countPromote,
  notCarried,
  promoteRows,
  promoteShows,
  proposedKeys,
  toggled,
  visiblePromote,
} from '../../../renderer/features/promote/rows.ts';
import type { Choice, Choices } from '../../../renderer/state/promotion.ts';
import { variable } from '../../support/compare-rows.ts';

const staging = [
  variable('ALIKE', 'a'),
  variable('HIDDEN', '?'),
  variable('KINDS', 'a'),
  variable('LOG_LEVEL', 'd'),
  variable('NEW', 'n'),
  variable('NODE_ENV', 'v'),
  variable('OPENAI_API_KEY', 'x'),
  variable('PREFIX', 'p', { ties: ['staging'] }),
  variable('STRIPE_SECRET', 's'),
  variable('WEBHOOK_SECRET', 'w'),
];
const production = [
  variable('ALIKE', 'a'),
  variable('EXTRA', 'e'),
  variable('HIDDEN', 'h'),
  variable('KINDS', 'a', { kind: 'secret' }),
  variable('LOG_LEVEL', 'i'),
];
const rules = new Map([
  ['WEBHOOK_SECRET', { key: 'WEBHOOK_SECRET', rule: 'any' as const }],
  ['LOG_LEVEL', { key: 'LOG_LEVEL', rule: 'must-differ' as const }],
]);
const rows = promoteRows(compare(staging, production, rules), rules, { from: 'staging', to: 'production' });
const none: Choices = new Map();
const named = (keys: readonly string[]) => rows.filter((row) => keys.includes(row.key));
const choose = (entries: Readonly<Record<string, Choice>>): Choices => new Map(Object.entries(entries));

describe('rows of a promotion', () => {
  it('never proposes a provider key, a credential, a value that must differ, or a hidden one', () => {
    expect(proposedKeys(rows)).toEqual(['NEW', 'WEBHOOK_SECRET']);
    expect(notCarried(rows, none)).toEqual({
      providerKeys: ['OPENAI_API_KEY'],
      credentials: ['STRIPE_SECRET'],
      mustDiffer: ['LOG_LEVEL'],
      places: [],
      which: ['NODE_ENV'],
      named: ['PREFIX'],
      testKeys: [],
      liveKeys: [],
      hidden: ['HIDDEN'],
    });
  });

  it('no longer names as left behind what was chosen', () => {
    const chosen = choose({ OPENAI_API_KEY: 'copy', HIDDEN: 'set' });
    expect(notCarried(rows, chosen)).toMatchObject({ providerKeys: [], hidden: [] });
  });

  it('keeps deletions in a section of their own', () => {
    const keys = (show: (typeof promoteShows)[number]) =>
      visiblePromote(rows, show, choose({ EXTRA: 'delete', NEW: 'copy' })).map((row) => row.key);
    expect(keys('deletions')).toEqual(['EXTRA']);
    for (const show of promoteShows.filter((each) => each !== 'deletions'))
      expect(keys(show)).not.toContain('EXTRA');
    expect(keys('chosen')).toEqual(['NEW']);
    expect(keys('new')).toEqual([
      'NEW',
      'NODE_ENV',
      'OPENAI_API_KEY',
      'PREFIX',
      'STRIPE_SECRET',
      'WEBHOOK_SECRET',
    ]);
  });

  it('counts apart from what changes what nobody can compare', () => {
    const keys = (show: (typeof promoteShows)[number]) =>
      visiblePromote(rows, show, none).map((row) => row.key);
    expect(keys('changed')).toEqual(['KINDS', 'LOG_LEVEL']);
    expect(keys('cannot-tell')).toEqual(['HIDDEN']);
    expect(keys('differing')).toEqual(expect.arrayContaining([...keys('changed'), ...keys('cannot-tell')]));
  });

  it('counts what it shows', () => {
    const chosen = choose({ NEW: 'copy', EXTRA: 'delete' });
    const counts = countPromote(rows, chosen);
    for (const show of promoteShows) expect(counts[show]).toBe(visiblePromote(rows, show, chosen).length);
  });

  it('ticks with Space what can be copied, deletes what only the target has, and unticks again', () => {
    expect(toggled(named(['NEW']), none)).toEqual({ keys: ['NEW'], choice: 'copy' });
    expect(toggled(named(['EXTRA']), none)).toEqual({ keys: ['EXTRA'], choice: 'delete' });
    expect(toggled(named(['HIDDEN', 'ALIKE']), none).keys).toEqual([]);
    expect(toggled(rows, choose({ NEW: 'copy' })).keys).not.toContain('NEW');
    expect(toggled(named(['NEW', 'HIDDEN']), choose({ NEW: 'copy' }))).toEqual({
      keys: ['NEW'],
      choice: 'skip',
    });
    expect(toggled(named(['HIDDEN']), choose({ HIDDEN: 'set' }))).toEqual({
      keys: ['HIDDEN'],
      choice: 'skip',
    });
  });

  it('never deletes unless only deletions are looked at', () => {
    fc.assert(
      fc.property(fc.subarray([...rows]), (some) => {
        const { choice, keys } = toggled(some, none);
        if (choice === 'delete') expect(keys).toEqual(keys.filter((key) => key === 'EXTRA'));
        else expect(keys).not.toContain('EXTRA');
      }),
    );
  });
});

describe('the choices as a plan wants them', () => {
  it('takes typed values along and names those that are gone', () => {
    const [bot, mail] = [rowId({ resource: 'agent', key: 'bot' }), rowId({ resource: 'queue', key: 'mail' })];
    const chosen = choose({ A: 'copy', B: 'set', C: 'set', D: 'delete', [bot]: 'copy', [mail]: 'copy' });
    const typed = new Map([['B', { value: 'fake', kind: 'secret' as const }]]);
    expect(sourceChoices(chosen, typed)).toEqual({
      choices: [
        { action: 'copy', key: 'A' },
        { action: 'set', key: 'B', value: 'fake', kind: 'secret' },
        { action: 'delete', key: 'D' },
      ],
      agents: ['bot'],
      queues: ['mail'],
      untyped: ['C'],
    });
  });
});
