import { describe, expect, it } from 'vitest';
import type { PlanRow, PlanView } from '../../../core/changeset.ts';
import {
  countsText,
  lineKey,
  nameWidth,
  planLines,
  rowInPlaceOf,
  sideText,
  titleBeforeName,
} from '../../../renderer/review/plan-lines.ts';

const row = (key: string, action: PlanRow['action']): PlanRow => ({ key, action, changes: [], risks: [] });

const plan = (rows: readonly PlanRow[]): PlanView => ({
  id: 'plan-0001',
  revision: 1,
  env: { workspaceId: 'local', projectId: 'p', slug: 'prod' },
  readAt: 0,
  offline: false,
  unread: [],
  environmentName: 'Production',
  environmentKind: 'production',
  protection: 'type-slug',
  createsEnvironment: false,
  title: 'Drafts',
  source: 'drafts',
  rows: [...rows],
  counts: {
    create: rows.filter((each) => each.action === 'create').length,
    update: rows.filter((each) => each.action === 'update').length,
    delete: rows.filter((each) => each.action === 'delete').length,
    none: rows.filter((each) => each.action === 'none').length,
  },
  confirmation: { slug: 'prod', keys: ['BACKDOOR_A'] },
  left: [],
});

describe('the lines of a review', () => {
  it('puts deletions in a section of their own after everything that is written', () => {
    const lines = planLines(
      plan([row('A', 'delete'), row('B', 'create'), row('C', 'update'), row('D', 'none')]),
    );
    expect(lines.map((line) => (line.type === 'title' ? `# ${line.action}` : lineKey(line)))).toEqual([
      '# create',
      'B',
      '# update',
      'C',
      '# delete',
      'A',
      '# none',
      'D',
    ]);
  });

  it('shows what did not go well before what did', () => {
    const lines = planLines(plan([row('A', 'update'), row('B', 'update')]), [
      { key: 'A', outcome: 'done' },
      { key: 'B', outcome: 'failed', reason: 'full disk' },
    ]);
    expect(lines.map(lineKey)).toEqual(['\nupdate', 'B', 'A']);
  });

  it('counts in words', () => {
    expect(countsText(plan([row('A', 'delete'), row('B', 'create'), row('C', 'create')]))).toBe(
      '3 changes: 2 new, 1 deleted',
    );
    expect(countsText(plan([row('A', 'update')]))).toBe('1 change: 1 changed');
    expect(countsText(plan([row('A', 'none')]))).toBe('nothing to change');
  });

  it('puts the next row in the place of one that left, and the one before at the end', () => {
    const all = [row('A', 'create'), row('B', 'create'), row('C', 'update'), row('D', 'delete')];
    const lines = (...keys: readonly string[]) =>
      planLines(plan(all.filter(({ key }) => keys.includes(key))));
    const before = lines('A', 'B', 'C', 'D');
    expect(rowInPlaceOf('A', before, lines('B', 'C', 'D'))).toBe('B');
    expect(rowInPlaceOf('B', before, lines('A', 'C', 'D'))).toBe('C');
    expect(rowInPlaceOf('B', before, lines('A', 'D'))).toBe('D');
    expect(rowInPlaceOf('D', before, lines('A', 'B', 'C'))).toBe('C');
    expect(rowInPlaceOf('D', before, lines())).toBeUndefined();
  });

  it('does not say the environment’s name before its tag says it', () => {
    const title = (text: string) => titleBeforeName({ ...plan([]), title: text });
    expect(title('Save 2 drafts in Production')).toBe('Save 2 drafts in');
    expect(title('Import of .env.production')).toBe('Import of .env.production');
    expect(title('Restore A to version 2')).toBe('Restore A to version 2');
    const namesake = { ...plan([]), environmentName: 'Production (prod)' };
    expect(titleBeforeName({ ...namesake, title: 'Save 2 drafts in Production' })).toBe('Save 2 drafts in');
  });

  it('tells an unset key, an empty value and a hidden one apart', () => {
    const side = { kind: 'plain', hidden: false, empty: false } as const;
    expect(sideText(undefined)).toBe('not set');
    expect(sideText({ ...side, empty: true })).toBe('plain, empty');
    expect(sideText({ ...side, hidden: true })).toBe('plain, hidden by the server');
    expect(sideText({ ...side, length: { atLeast: 1, exact: true } })).toBe('plain, 1 character');
    expect(sideText({ ...side, kind: 'secret', length: { atLeast: 32, exact: false } })).toBe(
      'secret, about 32 characters',
    );
  });
});

describe('the column of keys', () => {
  it('gives the longest key its room, but never all of it', () => {
    const widths = ['PORT', 'STRIPE_PUBLISHABLE_KEY_OF_2026', 'K'.repeat(256)].map((key) =>
      nameWidth([{ key: 'A' }, { key }]),
    );
    expect(widths).toEqual([170, 245, 300]);
  });
});
