import { expect, it } from 'vitest';
import type { ApplyResult, PlanView } from '../../../core/changeset.ts';
import { appliedText } from '../../../renderer/review/applied-text.ts';

const text = (rows: readonly string[], source: PlanView['source'] = 'edits', done = rows.length) =>
  appliedText(
    { source, environmentName: 'Staging' },
    { done, rows: rows.map((row) => outcome(...(row.split(' ') as [string, string]))) },
  );

function outcome(of: string, key: string): ApplyResult['rows'][number] {
  if (of === 'variable') return { key, outcome: 'done' };
  return { resource: of as 'agent' | 'queue', key, outcome: 'done' };
}

it('names the one thing that was changed', () => {
  expect(text(['queue mail'])).toBe('1 change applied to Staging: queue mail.');
  expect(text(['agent triage'], 'undo')).toBe('1 change undone in Staging: agent triage.');
  expect(text(['variable LOG_LEVEL'])).toBe('1 change applied to Staging: LOG_LEVEL.');
});

it('says of several what they are, unless they are variables', () => {
  expect(text(['queue a', 'queue b'])).toBe('2 changes applied to Staging: queues.');
  expect(text(['variable A', 'variable B'])).toBe('2 changes applied to Staging.');
  expect(text(['variable A', 'agent b', 'agent c'])).toBe(
    '3 changes applied to Staging: 1 variable, 2 agents.',
  );
});

it('names nothing where more counts as done than was written', () => {
  expect(text(['variable A'], 'undo', 2)).toBe('2 changes undone in Staging.');
});
