import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '../../../core/json.ts';
import { dumpDocuments, planClone, writeDocuments } from '../../support/documents.ts';
import { apply, services } from '../../support/services.ts';

const names = ['ANTHROPIC_API_KEY', 'OPENAI_API_KEY', 'SECOND_KEY'] as const;
const slugs = ['bot', 'triage', 'refunds'] as const;

const pin = fc.option(
  fc.record({ provider: fc.constantFrom('anthropic', 'openai'), envVarName: fc.constantFrom(...names) }),
);
const agent = fc.record(
  {
    name: fc.constantFrom('Bot', 'Other'),
    model: fc.constantFrom('anthropic:a', 'openai:b', 'nothing-known'),
    providerKey: pin,
    modelRoutes: fc.array(
      fc.record({ label: fc.string(), model: fc.constant('openai:b'), providerKey: pin }),
      {
        maxLength: 2,
      },
    ),
    systemPrompt: fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => text.isWellFormed()),
    visibility: fc.constantFrom('private', 'public-guest'),
    unheardOf: fc.jsonValue({ maxDepth: 1 }),
  },
  { requiredKeys: ['name', 'model'] },
) as fc.Arbitrary<Json>;
const label = fc.constantFrom('Team', 'Batch');

const documents = fc.record({
  agents: fc.dictionary(fc.constantFrom(...slugs), agent),
  keys: fc.dictionary(fc.constantFrom(...names), label),
  usual: fc.constantFrom(...names),
  set: fc.subarray([...names]),
});
type Held = typeof documents extends fc.Arbitrary<infer T> ? T : never;

const asDocuments = ({ agents, keys, usual }: Held): Record<string, Json> => ({
  ...Object.fromEntries(Object.entries(agents).map(([slug, one]) => [`agent ${slug}`, one])),
  ...Object.fromEntries(
    Object.entries(keys).map(([name, one]) => [
      `provider-key anthropic:${name}`,
      { label: one, isDefault: name === usual },
    ]),
  ),
});
const asVariables = ({ set }: Held, where: string) =>
  Object.fromEntries(set.map((name) => [name, `value-of-${name}-in-${where}`]));

it('whatever two environments hold: cloning carries no value, twice is once, and undo restores exactly', async () => {
  await fc.assert(
    fc.asyncProperty(documents, documents, async (source, target) => {
      const app = await services({
        dev: asVariables(source, 'dev'),
        staging: asVariables(target, 'staging'),
      });
      for (const [slug, held] of [
        ['dev', source],
        ['staging', target],
      ] as const)
        if (Object.keys(asDocuments(held)).length > 0) await writeDocuments(app, slug, asDocuments(held));
      const state = async (slug: string) => [await app.dump(slug), await dumpDocuments(app, slug)];
      const [dev, before] = [await state('dev'), await state('staging')];

      const plan = await planClone(app, 'dev', 'staging', ...slugs);
      const writes = plan.counts.create + plan.counts.update;
      if (writes === 0) return;
      const { changeSetId } = await apply(app.ask, plan);
      expect(JSON.stringify(await dumpDocuments(app, 'staging'))).not.toContain('value-of-');
      expect(await app.dump('staging')).toEqual(before[0]);
      expect((await planClone(app, 'dev', 'staging', ...slugs)).counts).toMatchObject({
        create: 0,
        update: 0,
      });

      const undo = { type: 'undo', changeSetId } as const;
      await apply(app.ask, await app.ask('changes.plan', { env: app.env('staging'), source: undo }));
      expect(await state('staging')).toEqual(before);
      expect(await state('dev')).toEqual(dev);
    }),
    { numRuns: 60 },
  );
});
