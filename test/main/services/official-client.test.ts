import { TriggerClient } from '@trigger.dev/sdk';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { EnvironmentRef } from '../../../core/environment.ts';
import { limits } from '../../../core/limits.ts';
import { connect } from '../../support/connected.ts';
import { startServer } from '../../support/server/server.ts';
import { apply, type Services, services } from '../../support/services.ts';

/** Any of them would lead the official client elsewhere. */
const fallbacks = [
  'TRIGGER_SECRET_KEY',
  'TRIGGER_PREVIEW_BRANCH',
  'TRIGGER_DEV_BRANCH',
  'VERCEL_GIT_COMMIT_REF',
];
beforeAll(() => {
  for (const name of fallbacks) vi.stubEnv(name, undefined);
});
afterAll(() => vi.unstubAllEnvs());

const unlimited = { burst: 1_000_000, refill: 1_000_000, intervalMs: 10_000 };
const each = 500;

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('\n', '\r', '"', "'", '=', ' ', '\t', '\\', '#', '/', '$', '`', 'a', '\u202e'),
    maxLength: 60,
  }),
);
const isKept = (one: string): boolean => one.trim() !== '';
const long = fc
  .constantFrom('é', '"\n', '😀')
  .map((unit) => ` ${unit.repeat(65_536)}`.slice(0, 65_536).toWellFormed());
const value = fc.oneof({ weight: 40, arbitrary: text.filter(isKept) }, { weight: 1, arbitrary: long });

/** Names that the console makes, some of them as long as may be, or known to JavaScript. */
const ownName = fc.oneof(
  { weight: 30, arbitrary: fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,40}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Z][A-Z0-9_]{255}$/) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty') },
);
/** Names that others make: the server cuts them at colons, and takes all else. */
const anyName = fc.oneof(
  { weight: 20, arbitrary: text.filter((one) => isKept(one) && !one.includes(':')) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom('a', '/', '.'), minLength: 300, maxLength: 999 }),
  },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', '..', '.', 'a/b', '<redacted>', '<b>x</b>') },
);
const some = (key: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.record({ key, value, isSecret: fc.boolean() }), {
    selector: (one) => one.key,
    minLength: each,
    maxLength: each,
  });

async function connected() {
  const there = await startServer({ flavour: 'trigger', rateLimit: { general: unlimited } });
  onTestFinished(() => there.close());
  const app = await services();
  const { id, env } = await connect(app, there);
  const official = new TriggerClient({ accessToken: there.token, baseURL: there.url });
  const { projectId } = env('stg');
  there.world.values.clear();
  return { there, app, id, env, official, projectId };
}

/** What the window can show of a list: its plain values as they cross, in the pieces that the window asks for. */
async function shown({ ask }: Services, env: EnvironmentRef) {
  const { rows } = await ask('variables.list', { env });
  const keys = rows.map(({ key }) => key);
  const values = new Map<string, string | undefined>();
  for (let from = 0; from < keys.length; from += limits.keysInView) {
    const asked = {
      source: { from: 'saved' as const, env },
      keys: keys.slice(from, from + limits.keysInView),
    };
    for (const one of (await ask('values.inView', asked)).values) values.set(one.key, one.value);
  }
  return new Map(rows.map(({ key, hidden }) => [key, { hidden, value: values.get(key) }]));
}

test('the official client lists what drafts, a review and an apply wrote: five hundred names and values', async () => {
  const { app, env, official, projectId } = await connected();
  const property = fc.asyncProperty(some(ownName), async (ours) => {
    await app.ask('variables.list', { env: env('stg') });
    const patches = ours.map((one) => ({
      key: one.key,
      value: one.value,
      kind: one.isSecret ? ('secret' as const) : ('plain' as const),
    }));
    await app.ask('drafts.put', { env: env('stg'), patches });
    const plan = await app.ask('changes.plan', { env: env('stg'), source: { type: 'drafts' } });
    expect(plan.left).toEqual([]);
    expect(await apply(app.ask, plan)).toMatchObject({ state: 'done', done: each, total: each });
    const listed = await official.envvars.list(projectId, 'stg');
    expect(new Map(listed.map((one) => [one.name, [one.value, one.isSecret]]))).toEqual(
      new Map(ours.map((one) => [one.key, [one.isSecret ? '<redacted>' : one.value, one.isSecret]])),
    );
  });
  await fc.assert(property, { numRuns: 1, endOnFailure: true });
});

test('the console shows what the official client wrote: five hundred names and values, any name', async () => {
  const { app, id, env, official, projectId } = await connected();
  const property = fc.asyncProperty(some(anyName), async (theirs) => {
    for (const { key: name, ...rest } of theirs)
      await official.envvars.create(projectId, 'stg', { name, ...rest });
    await app.ask('connections.refresh', { id, env: env('stg') });
    expect(await shown(app, env('stg'))).toEqual(
      new Map(
        theirs.map((one) => [one.key, { hidden: one.isSecret, value: one.isSecret ? undefined : one.value }]),
      ),
    );
  });
  await fc.assert(property, { numRuns: 1, endOnFailure: true });
});

test('the official client reads again what the console promoted, changed and took away of it', async () => {
  const { app, env, official, projectId } = await connected();
  const odd = { 'a/b c': ' x=1 ', 'Ü.=': '"\n#', __PLAIN: "it's" };
  for (const [name, one] of Object.entries(odd))
    await official.envvars.create(projectId, 'stg', { name, value: one });
  await official.envvars.create(projectId, 'prod', { name: 'a/b c', value: 'old' });
  for (const slug of ['stg', 'prod']) await app.ask('variables.list', { env: env(slug) });
  const choices = Object.keys(odd).map((key) => ({ key, action: 'copy' as const }));
  const source = { type: 'promotion' as const, from: env('stg'), choices };
  const plan = await app.ask('changes.plan', { env: env('prod'), source });
  // A name that breaks the console's rule is changed where it is, and not made anew.
  expect(plan.left.map(({ key }) => key)).toEqual(['Ü.=']);
  const applied = await apply(app.ask, plan);
  expect(applied).toMatchObject({ state: 'done', done: 2 });
  const listed = async () =>
    Object.fromEntries((await official.envvars.list(projectId, 'prod')).map((one) => [one.name, one.value]));
  expect(await listed()).toEqual({ 'a/b c': ' x=1 ', __PLAIN: "it's" });
  const gone = { type: 'patches' as const, patches: [{ key: 'a/b c', deleted: true as const }] };
  await apply(app.ask, await app.ask('changes.plan', { env: env('prod'), source: gone }));
  expect(await listed()).toEqual({ __PLAIN: "it's" });
});
