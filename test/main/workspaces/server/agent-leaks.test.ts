import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type {
  AgentAnswer,
  AgentService,
  ToolAnswer,
} from '../../../../main/workspaces/server/agent-service.ts';
import {
  doneButFailed,
  drop,
  type Fault,
  limitedAgent,
  page,
  redirect,
  stall,
} from '../../../support/server/faults.ts';
import { onlyLoopback } from '../../../support/server/only-loopback.ts';
import { agentServiceOf, envAt, platosFor, projectId, secretsOf } from './agent-service.ts';
import { saying } from './api.ts';
import { everythingOf } from './everything-of.ts';

const asked = onlyLoopback();
const said = 'text-of-the-server-that-must-not-be-seen';
const json = { 'content-type': 'application/json' };

/** What a service may say, quoting what it was sent. */
const bodies: readonly string[] = [
  said,
  JSON.stringify({ error: said, status: 404 }),
  JSON.stringify({ error: said, message: said, statusCode: said }),
  JSON.stringify({ token: said, expiresAt: said }),
  JSON.stringify({ token: 1, expiresAt: said, [said]: said }),
  JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -32_001, message: said, data: said } }),
  JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -32_002, data: { approvalId: `${said}\n` } } }),
  JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -32_099, data: { retryAfterSeconds: said } } }),
  JSON.stringify({ result: { content: [{ type: 'text', text: `{"error":${said}` }] } }),
  JSON.stringify({ result: { content: [{ type: 'text', text: JSON.stringify({ error: said }) }] } }),
  `[{"${said}"`,
];

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom(stall(), drop(0), drop(7), page(), doneButFailed(), limitedAgent(60)),
  fc.constant(redirect(`https://evil.example/${said}`)),
  fc
    .tuple(
      fc.constantFrom(200, 201, 204, 302, 400, 401, 403, 404, 412, 418, 429, 500, 503),
      fc.constantFrom(...bodies),
      fc.constantFrom(json, { 'content-type': 'text/html' }, {}, { ...json, 'retry-after': said }),
    )
    .map(([status, body, headers]) => saying(status, body, headers)),
);

/** What may be shown of an answer: its `value` is the server's, and whoever asked looks at it. */
const shownOf = (answer: AgentAnswer | ToolAnswer): object => ({ ...answer, value: undefined });

const calls: fc.Arbitrary<(service: AgentService) => Promise<unknown>> = fc.constantFrom(
  (service) => service.environments(projectId),
  (service) => service.ask(envAt('stg'), { path: ['agents'] }, z.object({ agents: z.array(z.never()) })),
  (service) => service.change(envAt('stg'), { method: 'DELETE', path: ['agents', 'a'] }).then(shownOf),
  (service) => service.tool(projectId, 'environments.create', { slug: 'qa' }).then(shownOf),
  (service) => service.tool(projectId, 'agents.list', {}).then(shownOf),
);

test('no failure and no answer holds a credential or the service’s words, whatever it says', async () => {
  const server = await platosFor();
  const { secret, controlPlane } = secretsOf(server);
  const pace = { silenceMs: 150, wholeMs: 300, limitedMs: 200, againMs: [1] };
  const property = fc.asyncProperty(fault, fc.nat(4), calls, async (wrong, after, call) => {
    server.agent.faults.clear();
    server.agent.faults.add(wrong, { nth: after + 1, times: 99 });
    const service = agentServiceOf(server, { pace });
    const shown = everythingOf(await call(service).catch((error: unknown) => error));
    for (const needle of [secret, controlPlane, said, 'eyJ']) expect(shown.includes(needle)).toBe(false);
    service.close();
  });
  await fc.assert(property, { numRuns: 200 });
  expect(new Set(asked)).toEqual(new Set(['127.0.0.1']));
});

test('credentials that cannot be a header are in no error', async () => {
  const server = await platosFor();
  const right = secretsOf(server);
  for (const bad of ['needle\r\nx: y', 'needle-ü'])
    for (const secrets of [
      { ...right, secret: bad },
      { ...right, controlPlane: bad },
    ]) {
      const service = agentServiceOf(server, { secrets: async () => secrets });
      const error = await service
        .ask(envAt('stg'), { path: ['agents'] }, z.unknown())
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(everythingOf(error)).not.toContain('needle');
    }
});
