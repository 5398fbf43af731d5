import { expect, it } from 'vitest';
import { type DocumentFacts, documentRisks } from '../../core/document-risks.ts';
import { queueText } from '../../core/queue.ts';

const facts: DocumentFacts = {
  means: { set: new Set(), keys: [] },
  pinned: new Map(),
  shared: new Map(),
  relied: new Map(),
};

it.each([
  [undefined, 'refused'],
  [true, 'refused'],
  [false, 'warning'],
] as const)('an agent that cannot run, active: %s, is a matter of %s', (isActive, level) => {
  const value = JSON.stringify({ name: 'Bot', model: 'openai:gpt-4.1-mini', isActive });
  const after = { value, kind: 'plain', note: undefined, fingerprint: 'f' } as const;
  const risks = documentRisks('staging', facts, { resource: 'agent', key: 'bot', before: null, after });
  expect(risks).toMatchObject([{ kind: 'provider-not-able', level }]);
});

it.each([
  [
    'production',
    false,
    true,
    ['Runs pile up until it is resumed.', 'Changes how the queue runs from now on.'],
  ],
  ['production', true, false, ['Changes how the queue runs from now on.']],
  ['staging', false, true, ['Changes how the queue runs from now on.']],
] as const)('a queue of %s, paused from %s to %s', (kind, from, to, texts) => {
  const side = (paused: boolean) => {
    const value = queueText({ type: 'task', paused, limit: null, override: null });
    return { value, kind: 'plain', note: undefined, fingerprint: value } as const;
  };
  const change = { resource: 'queue', key: 'mail', before: side(from), after: side(to) } as const;
  expect(documentRisks(kind, facts, change).map(({ text }) => text)).toEqual(texts);
});
