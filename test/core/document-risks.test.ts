import { expect, it } from 'vitest';
import { type DocumentFacts, documentRisks } from '../../core/document-risks.ts';

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
