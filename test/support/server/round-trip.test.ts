import { TriggerClient } from '@trigger.dev/sdk';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clientOf } from './client.ts';
import type { RateLimits } from './rate-limit.ts';
import { type FakeServer, startServer } from './server.ts';
import { environmentAt, put } from './world.ts';

const ref = 'proj_supportbotsample';
const vars = `/api/v1/projects/${ref}/envvars`;
const rule = { burst: 1_000_000, refill: 1_000_000, intervalMs: 10_000 };
const rateLimit: Partial<RateLimits> = { general: rule, deploy: rule };
let server: FakeServer;

beforeEach(async () => {
  for (const name of [
    'TRIGGER_SECRET_KEY',
    'TRIGGER_PREVIEW_BRANCH',
    'VERCEL_GIT_COMMIT_REF',
    'TRIGGER_DEV_BRANCH',
  ])
    vi.stubEnv(name, undefined);
  server = await startServer({ flavour: 'trigger', rateLimit });
});
afterEach(async () => {
  await server.close();
  vi.unstubAllEnvs();
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('\n', '\r', '"', "'", '=', ' ', '\t', '\\', '#', '$', 'a'),
    maxLength: 60,
  }),
);
const isKept = (one: string): boolean => one.trim() !== '';
/** Any but what the server cuts, drops or cannot hold in an object. */
const name = text.filter((one) => isKept(one) && !one.includes(':') && one !== '__proto__');
const long = fc
  .tuple(text, fc.constantFrom('é', '"\n', '😀', 'x'))
  .map(([start, unit]) => `${start}${unit.repeat(65_536)}`.slice(0, 65_536));
const value = fc.oneof({ weight: 30, arbitrary: text.filter(isKept) }, { weight: 1, arbitrary: long });
const variables = fc.uniqueArray(fc.record({ name, value, isSecret: fc.boolean() }), {
  selector: (one) => one.name,
  minLength: 20,
  maxLength: 40,
});

describe('what was written', () => {
  it('is listed back as it was, whichever way the official client sent it', async () => {
    const client = new TriggerClient({ accessToken: server.token, baseURL: server.url });
    const key = new TriggerClient({ accessToken: server.issue.rootKey('prod'), baseURL: server.url });
    const { id } = environmentAt(server.world, 'prod');
    await fc.assert(
      fc.asyncProperty(variables, async (wanted) => {
        server.world.values.delete(id);
        const half = Math.floor(wanted.length / 2);
        for (const one of wanted.slice(0, half)) await client.envvars.create(ref, 'prod', one);
        const rest = wanted.slice(half).map((one) => ({ ...one, isSecret: false }));
        const object = Object.fromEntries(rest.map((one) => [one.name, one.value]));
        await key.envvars.upload(ref, 'prod', { variables: object, override: true });

        const listed = await client.envvars.list(ref, 'prod');
        const shown = [...wanted.slice(0, half), ...rest].map((one) =>
          one.isSecret ? { ...one, value: '<redacted>' } : one,
        );
        const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
        expect([...listed].sort(byName)).toEqual(shown.sort(byName));
        for (const one of wanted) expect(server.world.values.get(id)?.get(one.name)?.value).toBe(one.value);
      }),
      { numRuns: 40 },
    );
  });

  it('is all there after thousands of writes', async () => {
    const ask = clientOf(server);
    const { id } = environmentAt(server.world, 'dev');
    server.world.values.delete(id);
    for (let n = 0; n < 2000; n++) put(server.world, id, `HELD_${n}`, `value ${n}`);
    for (let n = 0; n < 3000; n++)
      await ask(`POST ${vars}/dev`, { body: { name: `SENT_${n}`, value: `value ${n}` } });

    const { json } = await ask(`GET ${vars}/dev`);
    expect(json).toHaveLength(5000);
    expect(json).toContainEqual({ name: 'SENT_2999', value: 'value 2999', isSecret: false });
  });
});
