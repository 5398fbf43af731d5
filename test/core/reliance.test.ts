import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '../../core/json.ts';
import { relianceOn, relianceRisks } from '../../core/reliance.ts';

const key = (provider: string, envVarName: string, isDefault = false) => ({
  provider,
  envVarName,
  label: `Key ${envVarName}`,
  isDefault,
});
const agent = (rest: Readonly<Record<string, Json>>): string =>
  canonicalJson({ name: 'Bot', model: 'openai:gpt', ...rest });
const openai = { provider: 'openai', envVarName: 'TEAM_KEY' };

describe('relianceOn', () => {
  const means = {
    set: new Set([
      'OPENAI_API_KEY',
      'TEAM_KEY',
      'AZURE_OPENAI_API_KEY',
      'AZURE_OPENAI_BASE_URL',
      'SLACK_TOKEN',
    ]),
    keys: [key('openai', 'TEAM_KEY')],
  };
  const agents = new Map([
    ['by-name', agent({})],
    ['pinned', agent({ providerKey: openai })],
    ['azure', agent({ model: 'azure:gpt' })],
    ['skilled', agent({ model: 'nobody:x', skills: [{ name: 'slack', requires: ['SLACK_TOKEN'] }] })],
    ['broken', '{'],
  ]);
  it.each([
    ['OPENAI_API_KEY', ['by-name'], []],
    ['TEAM_KEY', ['pinned'], ['Key TEAM_KEY']],
    ['AZURE_OPENAI_BASE_URL', ['azure'], []],
    ['SLACK_TOKEN', ['skilled'], []],
    ['LOG_LEVEL', undefined, undefined],
  ])('knows what needs %s', (variable, slugs, labels) => {
    const found = relianceOn([variable], means, agents).get(variable);
    expect(found).toEqual(slugs && { agents: slugs, providerKeys: labels });
  });

  it('counts the variable that pays, not one that a key stands before', () => {
    const keys = [key('openai', 'TEAM_KEY', true)];
    expect(
      relianceOn(['OPENAI_API_KEY', 'TEAM_KEY'], { ...means, keys }, new Map([['one', agent({})]])),
    ).toEqual(new Map([['TEAM_KEY', { agents: ['one'], providerKeys: ['Key TEAM_KEY'] }]]));
  });

  it('names only variables that were asked for, and agents that are there', () => {
    fc.assert(
      fc.property(fc.subarray([...means.set, 'X']), fc.subarray([...agents]), (variables, some) => {
        const found = relianceOn(variables, means, new Map(some));
        const slugs = some.map(([slug]) => slug);
        for (const [variable, reliance] of found) {
          expect(variables).toContain(variable);
          expect(slugs).toEqual(expect.arrayContaining([...reliance.agents]));
        }
      }),
    );
  });
});

it('says who needs a variable, and nothing where nobody does', () => {
  expect(relianceRisks(undefined)).toEqual([]);
  expect(relianceRisks({ agents: ['a', 'b', 'c', 'd'], providerKeys: ['Team'] })).toEqual([
    {
      kind: 'in-use',
      level: 'warning',
      text: 'Agents that run on it: a, b and 2 more. Provider keys that point at it: Team.',
    },
  ]);
});
