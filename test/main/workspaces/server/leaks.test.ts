import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ServerApi, Write } from '../../../../main/workspaces/server/api.ts';
import {
  doneButFailed,
  drop,
  type Fault,
  limited,
  page,
  redirect,
  stall,
} from '../../../support/server/faults.ts';
import { onlyLoopback } from '../../../support/server/only-loopback.ts';
import { apiOf, at, saying, serverFor } from './api.ts';
import { everythingOf } from './everything-of.ts';

const asked = onlyLoopback();
const token = 'tr_pat_tokenthatmustnotbeseenanywhere0000000000';
const value = 'value-that-must-not-be-seen-anywhere';

/** What a server may say, quoting all that it was sent. */
const quoted = `${token} ${value}`;
const json = { 'content-type': 'application/json' };
const bodies: readonly string[] = [
  quoted,
  `{"error":"${quoted}"}`,
  `{"error":"${quoted}","variableErrors":[{"key":"${value}","error":"${quoted}"}]}`,
  `{"error":"x","variableErrors":{"${value}":"${quoted}"}}`,
  `{"success":"${quoted}"}`,
  `[{"name":"A","value":"${quoted}"`,
  `[{"name":"A","value":"${quoted}","isSecret":"${quoted}"}]`,
  `{"variables":{"A":{"x":"${quoted}"}}}`,
  `{"apiKey":"${quoted}\\n"}`,
  `{"apiKey":"${token}"}`,
  `{"data":[{"id":"${quoted}","name":"${quoted}"}],"pagination":"${quoted}"}`,
];

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom(stall(), drop(0), drop(7), page(), doneButFailed(), limited(60_000)),
  fc.constant(redirect(`https://evil.example/${token}`)),
  fc
    .tuple(
      fc.constantFrom(200, 201, 204, 302, 400, 401, 403, 404, 405, 409, 413, 418, 422, 429, 500, 503),
      fc.constantFrom(...bodies),
      fc.constantFrom(
        json,
        { 'content-type': 'text/html' },
        {},
        { ...json, location: quoted, 'retry-after': quoted },
      ),
    )
    .map(([status, body, headers]) => saying(status, body, headers)),
);

const key = fc.constantFrom('A', 'a/b', '..', 'ü', '\ud800');
const calls: fc.Arbitrary<(api: ServerApi) => Promise<unknown>> = fc.oneof(
  fc.constant((api: ServerApi) => api.whoAmI()),
  fc.constant((api: ServerApi) => api.discover()),
  fc.constant((api: ServerApi) => api.hasEnvironment(at('prod'))),
  // What a list holds is its answer; only what fails is looked at.
  fc.constant((api: ServerApi) => api.listVariables(at('prod')).then(() => 'a list')),
  fc.constant((api: ServerApi) => api.readSecrets(at('prod')).then(() => 'secrets')),
  fc.constant((api: ServerApi) => api.listQueues(at('prod')).then(() => 'queues')),
  fc.constant((api: ServerApi) => api.findQueue(at('prod'), 'q').then(() => 'a queue')),
  fc.constant((api: ServerApi) => api.changeQueue(at('prod'), 'q', [{ do: 'pause' }, { do: 'reset' }])),
  fc.tuple(key, fc.boolean()).map(([name, exists]) => (api: ServerApi) => {
    const write: Write = { type: 'set', key: name, value, kind: 'secret', exists };
    return api.write(at('prod'), write);
  }),
  key.map((name) => (api: ServerApi) => api.write(at('prod'), { type: 'delete', key: name })),
);

test('no answer and no error holds the token or a value, whatever a server says', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const pace = { silenceMs: 150, wholeMs: 300, limitedMs: 200, againMs: [1] };
  const property = fc.asyncProperty(
    fc.array(fault, { minLength: 1, maxLength: 3 }),
    fc.nat(6),
    calls,
    fc.constantFrom(undefined, 'trigger' as const, 'platos' as const),
    async (faults, after, call, flavour) => {
      server.faults.clear();
      faults.forEach((each, at) => {
        server.faults.add(each, at === faults.length - 1 ? { nth: after + 1, times: 99 } : { nth: at + 1 });
      });
      const api = apiOf(server, { token, pace, ...(flavour === undefined ? {} : { flavour }) });
      const outcome = await call(api).catch((error: unknown) => error);
      const shown = everythingOf(outcome);
      expect(shown.includes(token) || shown.includes(value)).toBe(false);
      api.close();
    },
  );
  await fc.assert(property, { numRuns: 300 });
  expect(new Set(asked)).toEqual(new Set(['127.0.0.1']));
});

test('a token that cannot be a header is in no error', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  for (const bad of [`${token}\r\nx: y`, `${token} ü`, ` ${token}`]) {
    const error = await apiOf(server, { token: bad })
      .whoAmI()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(everythingOf(error)).not.toContain(token);
  }
});
