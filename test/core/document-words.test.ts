import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentWords } from '../../core/document-words.ts';
import { type QueueSettings, queueText } from '../../core/queue.ts';

const queue = (rest: Partial<QueueSettings>) =>
  queueText({ type: 'task', paused: false, limit: 5, override: null, ...rest });

describe('a queue in words', () => {
  it.each<[string, Partial<QueueSettings>, Partial<QueueSettings>, string, string]>([
    ['its limit', {}, { override: 2 }, '5 at a time', '2 at a time'],
    ['its pause', {}, { paused: true }, 'running', 'paused'],
    ['both', { override: 1200 }, { paused: true }, '1,200 at a time, running', '5 at a time, paused'],
    ['no limit', { limit: null }, { override: 0 }, 'no limit of its own', '0 at a time'],
    ['the same number', {}, { override: 5 }, '5 at a time', '5 at a time, set over its own limit'],
    ['nothing', {}, {}, '5 at a time, running', '5 at a time, running'],
  ])('tells %s', (_, from, to, before, after) => {
    expect(documentWords('queue', 'mail', queue(from), queue(to))).toEqual({ before, after });
  });

  const settings = fc.record({
    type: fc.constant('task' as const),
    paused: fc.boolean(),
    limit: fc.option(fc.integer({ min: 0, max: 9 })),
    override: fc.option(fc.integer({ min: 0, max: 9 })),
  });
  it('tells two apart wherever one runs otherwise', () => {
    fc.assert(
      fc.property(settings, settings, (one, other) => {
        const { before, after } = documentWords('queue', 'mail', queueText(one), queueText(other));
        const runs = ({ paused, limit, override }: QueueSettings) => `${paused} ${override ?? limit}`;
        if (runs(one) !== runs(other)) expect(before).not.toBe(after);
      }),
    );
  });
});

it('tells a new and a deleted one as a whole', () => {
  expect(documentWords('queue', 'mail', undefined, queue({}))).toEqual({
    before: undefined,
    after: '5 at a time, running',
  });
  const key = '{"isDefault":true,"label":"Team"}';
  expect(documentWords('provider-key', 'openai:OPENAI_API_KEY', key, undefined)).toEqual({
    before: '“Team”, default',
    after: undefined,
  });
});

it('tells which of a provider key’s parts change', () => {
  const [before, after] = ['{"isDefault":true,"label":"Team"}', '{"isDefault":false,"label":"Team"}'];
  expect(documentWords('provider-key', 'openai:OPENAI_API_KEY', before, after)).toEqual({
    before: 'default',
    after: 'not the default',
  });
});

describe('an agent in words', () => {
  const words = (before: object, after: object) =>
    documentWords('agent', 'bot', JSON.stringify(before), JSON.stringify(after));

  it('names the fields that change, and nothing that is in them', () => {
    const before = { name: 'Bot', model: 'a:b', systemPrompt: 'Answer.' };
    expect(words(before, { ...before, model: 'a:c', systemPrompt: null })).toEqual({
      after: 'changed: Model, System prompt',
    });
    expect(words({}, { a: 1, b: 1, c: 1, d: 1 })).toEqual({ after: 'changed: A, B and 2 more' });
  });
  it('tells nothing of one that stays, is new, or cannot be read', () => {
    expect(words({ name: 'Bot' }, { name: 'Bot' })).toEqual({});
    expect(documentWords('agent', 'bot', undefined, '{}')).toEqual({});
    expect(documentWords('agent', 'bot', '[', '{}')).toEqual({});
  });
});
