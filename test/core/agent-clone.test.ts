import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentProblem, routesOf } from '../../core/agent.ts';
import { cloneAgent, resolveKey } from '../../core/agent-clone.ts';
import { carriedText } from '../../core/agent-compare.ts';
import { stayingFields, strippedFields } from '../../core/agent-fields.ts';
import { documentOfRecord, type KeyRecord } from '../../core/agent-record.ts';
import { canonicalJson, type Json, type JsonObject, readJson } from '../../core/json.ts';
import { findProviderById } from '../../core/provider.ts';
import { abilityOf, type ProviderMeans, suggestKeyName } from '../../core/provider-ability.ts';
import type { ProviderKey } from '../../core/provider-key.ts';

const key = (provider: string, envVarName: string, label: string, isDefault = false): ProviderKey => ({
  provider,
  envVarName,
  label,
  isDefault,
});
const means = (keys: readonly ProviderKey[], ...set: string[]): ProviderMeans => ({
  keys,
  set: new Set(set),
});
const bot = (rest: JsonObject = {}): JsonObject => ({ name: 'Bot', model: 'anthropic:claude', ...rest });

/** Any JSON, with fields that break naive copying. */
const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.oneof(fc.constant('__proto__'), fc.string()), tie('value')), { maxLength: 3 })
      .map((pairs) => Object.fromEntries(pairs) as JsonObject),
  ),
})).value;

const providerKey = fc.record({
  provider: fc.constantFrom('anthropic', 'openai'),
  envVarName: fc.constantFrom('A_KEY', 'B_KEY', 'C_KEY'),
  label: fc.constantFrom('Team', 'Production', 'Batch'),
  isDefault: fc.boolean(),
});
const pin = fc.option(
  fc.record({ provider: fc.constant('anthropic'), envVarName: fc.constantFrom('A_KEY', 'D_KEY') }),
);
const agent: fc.Arbitrary<JsonObject> = fc.record(
  {
    name: fc.constantFrom('Bot', 'Triage'),
    model: fc.constantFrom('anthropic:a', 'openai:b'),
    providerKey: pin,
    modelRoutes: fc.array(
      fc.record({ label: fc.string(), model: fc.constantFrom('anthropic:a', 'openai:b'), providerKey: pin }),
      { maxLength: 3 },
    ),
    systemPrompt: fc.string(),
    promptBlocks: fc.array(fc.record({ name: fc.string(), content: fc.string(), extra: json }), {
      maxLength: 3,
    }),
    toolsBlockConfig: fc.record({
      mode: fc.string(),
      linkedAgentIds: fc.array(fc.string(), { maxLength: 2 }),
    }),
    visibility: fc.string(),
    isActive: fc.boolean(),
    unheardOf: json,
  },
  { requiredKeys: ['name', 'model'] },
) as fc.Arbitrary<JsonObject>;

describe('cloneAgent', () => {
  it('twice gives what once gave', () => {
    fc.assert(
      fc.property(
        agent,
        fc.option(agent),
        fc.array(providerKey),
        fc.array(providerKey),
        (source, there, ours, theirs) => {
          const target = means(theirs, 'A_KEY');
          const once = cloneAgent(
            { agent: source, keys: ours },
            { ...target, agent: there ?? undefined },
          ).agent;
          const twice = cloneAgent({ agent: source, keys: ours }, { ...target, agent: once }).agent;
          expect(canonicalJson(twice)).toBe(canonicalJson(once));
        },
      ),
    );
  });

  it('gives the target all that a clone carries, and takes nothing of its own from it', () => {
    fc.assert(
      fc.property(agent, agent, (source, there) => {
        const { agent: made } = cloneAgent({ agent: source, keys: [] }, { ...means([]), agent: there });
        const bare = (one: JsonObject) => {
          const { toolsBlockConfig: _, ...rest } = one;
          return carriedText(rest);
        };
        expect(bare(made)).toBe(bare(source));
        for (const { field } of stayingFields) expect(made[field]).toEqual(there[field]);
      }),
    );
  });

  it('names in the target only keys that the target has', () => {
    fc.assert(
      fc.property(agent, fc.array(providerKey), fc.array(providerKey), (source, ours, theirs) => {
        const made = cloneAgent({ agent: source, keys: ours }, { ...means(theirs), agent: undefined });
        const has = new Set(theirs.map(({ provider, envVarName }) => `${provider} ${envVarName}`));
        for (const { pin: ref } of routesOf(made.agent))
          if (ref !== undefined) expect(has).toContain(`${ref.provider} ${ref.envVarName}`);
      }),
    );
  });

  it('keeps links to agents that the target has, and carries none of the source', () => {
    const source = bot({ toolsBlockConfig: { mode: 'all', linkedAgentIds: ['of the source'] } });
    const there = bot({ toolsBlockConfig: { mode: 'none', linkedAgentIds: ['of the target'] } });
    const { agent: made, stays } = cloneAgent({ agent: source, keys: [] }, { ...means([]), agent: there });
    expect(made['toolsBlockConfig']).toEqual({ mode: 'all', linkedAgentIds: ['of the target'] });
    expect(stays.map(({ field }) => field)).toContain('toolsBlockConfig.linkedAgentIds');
  });

  it('tells which variable pays for each route, and what is lacking', () => {
    const source = bot({
      modelRoutes: [{ label: 'search', model: 'google:gemini', providerKey: null }],
      skills: [{ name: 'refunds', requires: ['STRIPE_KEY', 'A'] }],
    });
    const there = means([key('anthropic', 'OURS', 'Production', true)], 'OURS', 'A');
    const { routes, skills } = cloneAgent({ agent: source, keys: [] }, { ...there, agent: undefined });
    expect(routes.map(({ label, runsOn, lacks }) => [label, runsOn, lacks])).toEqual([
      ['model', 'OURS', []],
      ['search', undefined, ['GOOGLE_GENERATIVE_AI_API_KEY']],
    ]);
    expect(skills).toEqual([{ name: 'refunds', lacks: ['STRIPE_KEY'] }]);
  });
});

describe('resolveKey', () => {
  const ours = [key('anthropic', 'A_KEY', 'Team')];
  const from = { provider: 'anthropic', envVarName: 'A_KEY' };
  it.each([
    ['variable', [key('anthropic', 'A_KEY', 'Other'), key('anthropic', 'B_KEY', 'Team', true)], 'A_KEY'],
    ['label', [key('anthropic', 'B_KEY', 'Team'), key('anthropic', 'C_KEY', 'Main', true)], 'B_KEY'],
    ['default', [key('anthropic', 'C_KEY', 'Main', true), key('openai', 'A_KEY', 'Team')], 'C_KEY'],
    ['none', [key('openai', 'A_KEY', 'Team', true)], undefined],
  ] as const)('finds it by %s', (by, theirs, name) => {
    const found = resolveKey(ours, theirs, from);
    expect([found.by, found.to?.envVarName]).toEqual([by, name]);
  });
  it('leaves unpinned what was not pinned', () => {
    expect(resolveKey(ours, ours, undefined)).toEqual({ to: undefined, by: 'not-pinned' });
  });
});

describe('abilityOf', () => {
  const pinned = { provider: 'openai', envVarName: 'SECOND' };
  const keys = [key('openai', 'FIRST', 'a', true), key('openai', 'SECOND', 'b')];
  it.each([
    ['pinned', ['SECOND', 'FIRST', 'OPENAI_API_KEY'], 'SECOND'],
    ['default', ['FIRST', 'OPENAI_API_KEY'], 'FIRST'],
    ['variable', ['OPENAI_API_KEY'], 'OPENAI_API_KEY'],
  ] as const)('goes by the %s key', (by, set, envVarName) => {
    expect(abilityOf(means(keys, ...set), 'openai', pinned)).toEqual({ able: true, by, envVarName });
  });
  it('never counts on what the agent process has: with nothing set, nothing runs', () => {
    expect(abilityOf(means(keys), 'openai', pinned)).toMatchObject({
      able: false,
      lacks: ['OPENAI_API_KEY'],
    });
  });
  it('runs nothing of a provider that is switched off there', () => {
    const off = { ...means(keys, 'FIRST', 'SECOND', 'OPENAI_API_KEY'), off: new Set(['openai']) };
    expect(abilityOf(off, 'openai', pinned)).toMatchObject({ able: false, lacks: [], off: true });
    expect(abilityOf({ ...off, off: new Set(['google']) }, 'openai', pinned)).toMatchObject({ able: true });
  });
  it('wants all that a provider requires', () => {
    const azure = abilityOf(means([], 'AZURE_OPENAI_API_KEY'), 'azure', undefined);
    expect(azure).toMatchObject({ able: false, lacks: ['AZURE_OPENAI_BASE_URL'] });
  });
  it('suggests the next free number for one more key', () => {
    const provider = findProviderById('anthropic');
    const suggested = (...taken: string[]) => provider && suggestKeyName(provider, new Set(taken));
    expect(suggested()).toBe('ANTHROPIC_API_KEY');
    expect(suggested('ANTHROPIC_API_KEY')).toBe('ANTHROPIC_API_KEY_2');
    expect(suggested('ANTHROPIC_API_KEY', 'ANTHROPIC_API_KEY_2')).toBe('ANTHROPIC_API_KEY_3');
  });
});

/** Every text in a value, field names aside. */
function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe('documentOfRecord', () => {
  const id = fc.uuid();
  it('keeps no id of the source, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(id, { minLength: 8, maxLength: 8 }), agent, (ids, fields) => {
        const [
          own = '',
          org = '',
          project = '',
          environment = '',
          version = '',
          cluster = '',
          first = '',
          second = '',
        ] = ids;
        const keys: readonly KeyRecord[] = [
          { ...key('anthropic', 'A_KEY', 'Team'), id: first },
          { ...key('openai', 'B_KEY', 'Team'), id: second },
        ];
        const record: JsonObject = {
          ...fields,
          id: own,
          organizationId: org,
          projectId: project,
          environmentId: environment,
          currentVersionId: version,
          clusteringId: cluster,
          providerKeyId: first,
          modelRoutes: [{ label: 'x', model: 'openai:b', providerKeyId: second, isDefault: true }],
          toolsBlockConfig: { mode: 'all', deep: [{ of: own }, own, environment], linkedAgentIds: [] },
          _count: { threads: 3 },
          slug: 'bot',
        };
        const made = documentOfRecord(record, keys);
        const texts = new Set(textsIn(made));
        for (const one of ids) expect(texts).not.toContain(one);
        for (const field of strippedFields) expect(made).not.toHaveProperty(field);
        expect(routesOf(made).find(({ label }) => label === 'x')?.pin).toEqual({
          provider: 'openai',
          envVarName: 'B_KEY',
        });
      }),
    );
  });
  it('leaves a pin at a vanished key out', () => {
    const made = documentOfRecord(bot({ providerKeyId: 'gone' }), []);
    expect(made).toEqual(bot());
  });
});

describe('canonical JSON', () => {
  it('is one text for one content and loses no field', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(readJson(text) ?? null)).toBe(text);
        expect(readJson(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
  it('sorts fields and keeps lists', () => {
    expect(canonicalJson({ b: [2, 1], a: { d: 1, c: null } })).toBe('{"a":{"c":null,"d":1},"b":[2,1]}');
  });
});

it('says where an agent is not in order', () => {
  expect(agentProblem(bot())).toBeUndefined();
  expect(agentProblem(bot({ promptBlocks: [{ name: 'x' }] }))).toMatch(/^promptBlocks\.0\.content: /);
  expect(agentProblem([])).toBe('An agent is a JSON object.');
});
