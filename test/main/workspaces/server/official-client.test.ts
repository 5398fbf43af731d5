import { TriggerClient } from '@trigger.dev/sdk';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { byKey } from '../../../../core/variable.ts';
import { environmentAt } from '../../../support/server/world.ts';
import { apiOf, at, serverFor } from './api.ts';

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

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('\n', '\r', '"', "'", '=', ' ', '\t', '\\', '#', '/', 'a'),
    maxLength: 60,
  }),
);
const isKept = (one: string): boolean => one.trim() !== '';
const long = fc.constantFrom('é', '"\n', '😀').map((unit) => ` ${unit.repeat(65_536)}`.slice(0, 65_536));
const variable = fc.record({
  // The server cuts names at colons.
  key: text.filter((one) => isKept(one) && !one.includes(':')),
  value: fc.oneof({ weight: 40, arbitrary: text.filter(isKept) }, { weight: 1, arbitrary: long }),
  isSecret: fc.boolean(),
});
const many = fc.uniqueArray(variable, { selector: ({ key }) => key, minLength: 500, maxLength: 500 });

/** Five hundred each way: a thousand names and values. */
test('the official client lists what the console wrote, and the console what that client wrote', async () => {
  const server = await serverFor({ flavour: 'trigger', rateLimit: { general: unlimited } });
  const official = new TriggerClient({ accessToken: server.token, baseURL: server.url });
  const api = apiOf(server);
  const { projectRef } = at('prod');
  const shown = (one: { readonly value: string; readonly isSecret: boolean }, hidden: string | undefined) =>
    one.isSecret ? hidden : one.value;
  const property = fc.asyncProperty(many, many, async (ours, theirs) => {
    server.world.values.clear();
    for (const { key, value, isSecret } of ours) {
      const kind = isSecret ? 'secret' : 'plain';
      const answer = await api.write(at('prod'), { type: 'set', key, value, kind, exists: false });
      expect(answer).toEqual({ answer: 'accepted' });
    }
    const listed = await official.envvars.list(projectRef, 'prod');
    expect(new Map(listed.map((one) => [one.name, [one.value, one.isSecret]]))).toEqual(
      new Map(ours.map((one) => [one.key, [shown(one, '<redacted>'), one.isSecret]])),
    );
    for (const { key: name, ...rest } of theirs) {
      const made = { name, ...rest };
      await official.envvars.create(projectRef, 'stg', made);
    }
    const { variables } = await api.listVariables(at('stg'));
    const expected = theirs.map((one) => ({
      key: one.key,
      value: shown(one, undefined),
      kind: one.isSecret ? 'secret' : 'plain',
    }));
    expect(variables).toEqual(expected.sort(byKey));
    const secrets = await api.readSecrets(at('stg'));
    for (const { key, value } of theirs) expect(secrets?.get(key)).toBe(value);
  });
  await fc.assert(property, { numRuns: 1 });
});

test('the official client sees what the console does to a queue, and the console what that client does', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const { apiKey } = environmentAt(server.world, 'prod');
  const official = new TriggerClient({ accessToken: apiKey, baseURL: server.url });
  const api = apiOf(server);
  const mail = { type: 'custom', name: 'send/mail' } as const;
  await api.changeQueue(at('prod'), 'queue_mail', [{ do: 'pause' }, { do: 'override', limit: 7 }]);
  expect(await official.queues.retrieve(mail)).toMatchObject({ paused: true, concurrencyLimit: 7 });
  await official.queues.resume(mail);
  await official.queues.overrideConcurrencyLimit(mail, 3);
  const queues = await api.listQueues(at('prod'));
  expect(queues.find(({ id }) => id === 'queue_mail')).toMatchObject({
    paused: false,
    limit: 5,
    override: 3,
  });
  const { data } = await official.queues.list();
  expect(data.map(({ id }) => id)).toEqual(queues.map(({ id }) => id));
});
