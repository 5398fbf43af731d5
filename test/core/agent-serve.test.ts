import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linksById, linksBySlug, withLinksOf } from '../../core/agent-links.ts';
import { documentOfRecord, type KeyRecord, recordOfDocument } from '../../core/agent-record.ts';
import { fieldsToWrite, servedAgent, unlikeGoal, withoutNothing } from '../../core/agent-serve.ts';
import { canonicalJson, type Json, type JsonObject } from '../../core/json.ts';

const bot = (rest: JsonObject = {}): JsonObject => ({ name: 'Bot', model: 'anthropic:claude', ...rest });

const key = (id: string, envVarName: string): KeyRecord => ({
  id,
  provider: 'anthropic',
  envVarName,
  label: id,
  isDefault: false,
});
const keys = [key('key_1', 'A_KEY'), key('key_2', 'B_KEY')];
const agents = [
  { id: 'agent_1', slug: 'bot' },
  { id: 'agent_2', slug: 'helper' },
];

const keyId = fc.constantFrom('key_1', 'key_2', null);
const tool = fc.constantFrom('search', 'ask_agent:agent_1', 'ask_agent:agent_2', 'agent_2', 'a:b');
/** A record as a server gives it, that names keys and agents by id. */
const record: fc.Arbitrary<JsonObject> = fc.record({
  id: fc.constant('agent_1'),
  slug: fc.constant('bot'),
  name: fc.string({ minLength: 1 }),
  model: fc.constantFrom('anthropic:a', 'openai:b'),
  systemPrompt: fc.option(fc.oneof(fc.string(), fc.constant('Never say {agent helper}'))),
  providerKeyId: keyId,
  modelRoutes: fc.array(
    fc.record({ label: fc.string(), model: fc.string(), providerKeyId: keyId, isDefault: fc.boolean() }),
    { maxLength: 3 },
  ),
  toolsBlockConfig: fc.option(
    fc.record({
      enabledTools: fc.array(tool, { maxLength: 4 }),
      perToolPerms: fc.dictionary(tool, fc.constant('allow'), { maxKeys: 3 }),
    }),
  ),
  isActive: fc.boolean(),
  visibility: fc.constantFrom('private', 'public-guest'),
}) as fc.Arbitrary<JsonObject>;

describe('recordOfDocument', () => {
  it('takes back what documentOfRecord did, wherever keys and agents are named', () => {
    fc.assert(
      fc.property(record, (given) => {
        const document = documentOfRecord(given, keys, agents);
        const { id: _, slug: __, ...rest } = given;
        const { fields, lostKeys, lostAgents } = recordOfDocument(document, keys, agents);
        expect(canonicalJson(withoutNothing(fields))).toBe(canonicalJson(withoutNothing(rest)));
        expect([...lostKeys, ...lostAgents]).toEqual([]);
      }),
    );
  });
  it('names what the environment does not have', () => {
    const document = bot({
      providerKey: { provider: 'anthropic', envVarName: 'GONE' },
      modelRoutes: [{ label: 'x', model: 'm', providerKey: { provider: 'anthropic', envVarName: 'OTHER' } }],
      toolsBlockConfig: { enabledTools: ['ask_agent:{agent lost}'] },
    });
    const { lostKeys, lostAgents } = recordOfDocument(document, keys, agents);
    expect(lostKeys).toEqual(['anthropic:OTHER', 'anthropic:GONE']);
    expect(lostAgents).toEqual(['lost']);
  });
  it('writes no pin where none is asked for', () => {
    expect(recordOfDocument({ maxSteps: 3 }, keys, agents).fields).toEqual({ maxSteps: 3 });
    expect(recordOfDocument({ providerKey: null }, keys, agents).fields).toEqual({ providerKeyId: null });
  });
});

describe('links to agents', () => {
  const tools = {
    enabledTools: ['search', 'ask_agent:agent_2'],
    perToolPerms: { 'ask_agent:agent_2': 'allow' },
  };
  it('go by slug in a document, and by the ids of another environment in its record', () => {
    const document = linksBySlug({ toolsBlockConfig: tools, systemPrompt: 'agent_2' }, agents);
    expect(document).toEqual({
      systemPrompt: 'agent_2',
      toolsBlockConfig: {
        enabledTools: ['search', 'ask_agent:{agent helper}'],
        perToolPerms: { 'ask_agent:{agent helper}': 'allow' },
      },
    });
    const there = linksById(document, [{ id: 'other_9', slug: 'helper' }]);
    expect(there.agent['toolsBlockConfig']).toEqual({
      enabledTools: ['search', 'ask_agent:other_9'],
      perToolPerms: { 'ask_agent:other_9': 'allow' },
    });
  });
  it('are those of the target in tools that come from elsewhere', () => {
    const ours = {
      enabledTools: ['a', '{agent ours}'],
      perToolPerms: { a: 'allow', 'x:{agent ours}': 'deny' },
    };
    const theirs = { enabledTools: ['b', '{agent theirs}'], perToolPerms: { '{agent theirs}': 'allow' } };
    expect(withLinksOf(theirs, ours)).toEqual({
      enabledTools: ['b', '{agent ours}'],
      perToolPerms: { 'x:{agent ours}': 'deny' },
    });
  });
});

const skill = fc.record({
  name: fc.constantFrom('translate', 'see', 'pay'),
  requires: fc.subarray(['A', 'B']),
});
const skills = fc.uniqueArray(skill, { selector: ({ name }) => name, maxLength: 3 });
const value: fc.Arbitrary<Json> = fc.constantFrom(
  ...[null, 'x', 20, 7, true, false, [], ['x'], {}, { a: 1 }, [{ name: 'Tone', content: 'x' }]],
);
const agent: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fc.dictionary(
      fc.constantFrom('maxSteps', 'systemPrompt', 'promptBlocks', 'isActive', 'visibility', 'unheardOf'),
      value,
    ),
    fc.option(skills),
  )
  .map(([fields, linked]) => bot({ ...fields, ...(linked === null ? {} : { skills: linked }) }));
const set = fc.subarray(['A', 'B']).map((names) => ({ set: new Set(names) }));

/** A server that takes what it is sent, and gives a new agent things nobody asked for. */
function served(goal: JsonObject, before: JsonObject | undefined): JsonObject {
  const { create, change } = fieldsToWrite(goal, before);
  const made = before ?? { maxSteps: 20, isActive: true, visibility: 'private', toolMode: 'all' };
  return withoutNothing({
    ...made,
    ...create,
    ...change,
    ...(goal['skills'] ? { skills: goal['skills'] } : {}),
  });
}

describe('servedAgent', () => {
  it('is what a server holds once its fields are written', () => {
    fc.assert(
      fc.property(agent, fc.option(agent), set, (wanted, there, means) => {
        const before = there === null ? undefined : servedAgent(there, undefined, means);
        const goal = servedAgent(wanted, before, means);
        expect(unlikeGoal(goal, before, served(goal, before))).toEqual([]);
      }),
    );
  });
  it('twice gives what once gave, and wants nothing written once it is there', () => {
    fc.assert(
      fc.property(agent, fc.option(agent), set, (wanted, there, means) => {
        const once = servedAgent(wanted, there ?? undefined, means);
        expect(canonicalJson(servedAgent(once, once, means))).toBe(canonicalJson(once));
        expect(fieldsToWrite(once, once)).toEqual({ create: {}, change: {} });
      }),
    );
  });
  it('leaves what no route takes as it is', () => {
    const before = bot({ visibility: 'public-guest', governanceConfig: { rule: 1 } });
    const wanted = bot({ visibility: 'private', maxSteps: 3 });
    expect(servedAgent(wanted, before, { set: new Set() })).toEqual({ ...before, maxSteps: 3 });
  });
  it('completes blocks and routes, since a server takes them whole', () => {
    const wanted = bot({
      promptBlocks: [{ name: 'Who you are', content: 'A bot.', order: 7 }],
      modelRoutes: [{ label: 'answers', model: 'openai:b' }],
    });
    expect(servedAgent(wanted, undefined, { set: new Set() })).toMatchObject({
      promptBlocks: [
        { id: 'who-you-are-1', type: 'text', content: 'A bot.', enabled: true, editable: true, order: 7 },
      ],
      modelRoutes: [{ label: 'answers', model: 'openai:b', providerKey: null, isDefault: false }],
    });
  });
  it('links no skill whose variables are not set, and unlinks none that is linked', () => {
    const see = { name: 'see', requires: ['GOOGLE'] };
    const pay = { name: 'pay', requires: ['STRIPE'] };
    const before = bot({ skills: [pay] });
    const goal = servedAgent(bot({ skills: [see, pay] }), before, { set: new Set() });
    expect(goal['skills']).toEqual([pay]);
    expect(servedAgent(bot(), before, { set: new Set() })['skills']).toEqual([pay]);
  });
});

describe('unlikeGoal', () => {
  it('names a field that is otherwise, one that should be gone, and skills', () => {
    const goal = bot({ maxSteps: 3, skills: [{ name: 'pay', requires: [] }] });
    const before = bot({ systemPrompt: 'Old', maxSteps: 3 });
    expect(unlikeGoal(goal, before, bot({ maxSteps: 4, systemPrompt: 'Old', skills: [] }))).toEqual([
      'systemPrompt',
      'maxSteps',
      'skills',
    ]);
  });
  it('does not mind what a server adds to a new agent', () => {
    expect(unlikeGoal(bot(), undefined, bot({ maxSteps: 20, visibility: 'private' }))).toEqual([]);
  });
});
