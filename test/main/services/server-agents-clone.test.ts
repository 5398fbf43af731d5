import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Agent, ProviderKey } from '../../support/server/agent/agent-world.ts';
import type { PlatosServer } from '../../support/server/server.ts';
import { environmentAt, put, valuesOf } from '../../support/server/world.ts';
import { apply } from '../../support/services.ts';
import { agentAt, agentsIn, clone, opened, stateOf, undo } from './agents-on-server.ts';

const slugs = ['bot', 'triage', 'refunds'] as const;
const pointers = [
  ['anthropic', 'ANTHROPIC_API_KEY'],
  ['anthropic', 'TEAM_KEY'],
  ['openai', 'OPENAI_API_KEY'],
] as const;

/** Of the keys of its environment, the one at that place; null for none. */
const pin = fc.option(fc.nat(2));
const agent = fc.record({
  slug: fc.constantFrom(...slugs),
  name: fc.constantFrom('Bot', 'Other'),
  model: fc.constantFrom('anthropic:claude-sonnet-4-6', 'openai:gpt-4.1', 'nothing-known'),
  pin,
  routes: fc.array(pin, { maxLength: 2 }),
  systemPrompt: fc.option(fc.constantFrom('Be kind.', 'Line\r\nline\n', '{{key}} $& \u202e')),
  asks: fc.option(fc.constantFrom(...slugs)),
  maxSteps: fc.integer({ min: 1, max: 9 }),
  hasSkill: fc.boolean(),
});
const environment = fc.record({
  agents: fc.uniqueArray(agent, { selector: ({ slug }) => slug, minLength: 1, maxLength: 3 }),
  keys: fc.subarray([...pointers]),
  labels: fc.constantFrom('Team', 'Batch'),
});
type Held = typeof environment extends fc.Arbitrary<infer T> ? T : never;

const secretOf = (where: string, name: string): string => `value-of-${name}-in-${where}`;

/** Make an environment of the server hold this and nothing else. */
function hold(server: PlatosServer, where: string, { agents, keys, labels }: Held): void {
  const { world } = server;
  const { id: environmentId } = environmentAt(world, where);
  const form = structuredClone(agentAt(server, where));
  const { agent: all } = world;
  const others = <T extends { readonly environmentId: string }>(list: T[]): T[] =>
    list.filter((one) => one.environmentId !== environmentId);
  const made = keys.map(([provider, envVarName], index): ProviderKey => {
    const isDefault = keys.findIndex(([of]) => of === provider) === index;
    const times = {
      createdBy: 'user_ada',
      createdAt: form.createdAt,
      updatedAt: form.updatedAt,
      lastUsedAt: null,
    };
    return {
      id: `pkey-${where}-${index}`,
      environmentId,
      provider,
      label: labels,
      envVarName,
      isDefault,
      ...times,
    };
  });
  const idOf = (slug: string) => `agent-${where}-${slug}`;
  const keyAt = (at: number | null) => (at === null ? null : (made[at]?.id ?? null));
  const isThere = (slug: string) => agents.some((one) => one.slug === slug);
  all.providerKeys.splice(0, Infinity, ...others(all.providerKeys), ...made);
  all.agents.splice(
    0,
    Infinity,
    ...others(all.agents),
    ...agents.map(({ slug, name, model, maxSteps, systemPrompt, ...one }): Agent => {
      const tools = [
        'search',
        ...(one.asks !== null && isThere(one.asks) ? [`ask_agent:${idOf(one.asks)}`] : []),
      ];
      return {
        ...form,
        ...{ id: idOf(slug), slug, name, model, maxSteps, systemPrompt, currentVersionId: null },
        providerKeyId: keyAt(one.pin),
        modelRoutes: one.routes.map((at, index) => ({
          ...{ label: `route ${index}`, model: 'openai:gpt-4.1', isDefault: index === 0 },
          providerKeyId: keyAt(at),
        })),
        toolsBlockConfig: { mode: 'allow', enabledTools: tools, perToolPerms: {}, pinnedTools: [] },
      };
    }),
  );
  for (const skill of all.skills.filter((one) => one.environmentId === environmentId)) {
    const having = skill.name === 'translate' ? agents.filter(({ hasSkill }) => hasSkill) : [];
    skill.agentIds.splice(0, Infinity, ...having.map(({ slug }) => idOf(slug)));
  }
  valuesOf(world, environmentId).clear();
  for (const [, name] of pointers) put(world, environmentId, name, secretOf(where, name), { secret: true });
}

const all = (server: PlatosServer, where: string) => ({
  agents: agentsIn(server, where)
    .map(({ slug }) => stateOf(server, where, slug))
    .sort((a, b) => (a.slug < b.slug ? -1 : 1)),
  keys: server.world.agent.providerKeys.filter(
    ({ environmentId }) => environmentId === environmentAt(server.world, where).id,
  ),
  values: [...valuesOf(server.world, environmentAt(server.world, where).id)],
});

it('whatever two environments of a server hold: a clone carries no id and no secret, twice is once, undo restores exactly', async () => {
  const property = fc.asyncProperty(environment, environment, async (source, target) => {
    const on = await opened();
    const { server, app } = on;
    hold(server, 'dev', source);
    hold(server, 'stg', target);
    const [dev, before] = [all(server, 'dev'), all(server, 'stg')];
    server.agent.requests.length = 0;

    const plan = await clone(on, 'dev', 'stg', ...slugs);
    if (plan.counts.create + plan.counts.update === 0) return;
    const result = await apply(app.ask, plan);
    expect(result.state).toBe('done');
    const there = all(server, 'stg');
    expect(there.values).toEqual(before.values);
    expect(there.keys).toEqual(before.keys);
    const written = JSON.stringify(there.agents);
    for (const id of [...dev.agents, ...dev.keys].map((one) => one.id)) expect(written).not.toContain(id);
    expect(written).not.toContain(environmentAt(server.world, 'dev').id);
    expect(written + app.said.join()).not.toContain('value-of-');
    expect((await clone(on, 'dev', 'stg', ...slugs)).counts).toMatchObject({ create: 0, update: 0 });

    expect(await undo(on, 'stg', result.changeSetId)).toMatchObject({ state: 'done' });
    expect(all(server, 'stg')).toEqual(before);
    expect(all(server, 'dev')).toEqual(dev);
  });
  await fc.assert(property, { numRuns: 12 });
});
