import { describe, expect, it } from 'vitest';
import { type DocumentGoal, judgeDocument } from '../../core/document-goal.ts';
import { canonicalJson, type JsonObject } from '../../core/json.ts';

const text = (content: JsonObject) => canonicalJson(content);
const bot = (rest: JsonObject = {}) => text({ name: 'Bot', model: 'anthropic:claude', ...rest });
const agent = (before: string | undefined, goal: string | undefined): DocumentGoal => ({
  resource: 'agent',
  before,
  goal,
});
const other = (...fields: string[]) => ({ verdict: 'other', fields });

describe('judgeDocument', () => {
  it.each([
    ['a new agent to which the server added', agent(undefined, bot()), bot({ maxSteps: 20 }), 'done'],
    ['a new agent that is not there', agent(undefined, bot()), undefined, 'not-done'],
    ['an agent as before', agent(bot(), bot({ maxSteps: 3 })), bot(), 'not-done'],
    ['an agent of which nothing was to change', agent(bot(), bot()), bot(), 'done'],
    ['an agent that is gone', agent(bot(), undefined), undefined, 'done'],
    ['an agent that is still there', agent(bot(), undefined), bot(), 'not-done'],
  ] as const)('%s: %s', (_, of, now, verdict) => {
    expect(judgeDocument(of, now)).toEqual({ verdict });
  });
  it('names what is otherwise', () => {
    expect(judgeDocument(agent(bot(), bot({ maxSteps: 3 })), bot({ maxSteps: 4 }))).toEqual(
      other('maxSteps'),
    );
    expect(judgeDocument(agent(bot(), bot({ maxSteps: 3 })), undefined)).toEqual(other());
  });
  it('lets nothing be added to what is no agent', () => {
    const queue = { resource: 'queue', before: undefined, goal: text({ paused: true }) } as const;
    expect(judgeDocument(queue, text({ paused: true, limit: 3 }))).toEqual(other('limit'));
  });
});
