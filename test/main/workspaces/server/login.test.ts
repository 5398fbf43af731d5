import { setImmediate as immediate } from 'node:timers/promises';
import { describe, expect, it, test } from 'vitest';
import { startLogin, verifyToken } from '../../../../main/workspaces/server/http/login.ts';
import { drop, page } from '../../../support/server/faults.ts';
import type { FakeServer } from '../../../support/server/server.ts';
import { failureOf, quick, saying, serverFor } from './api.ts';

const newServer = (server: FakeServer) => ({
  url: server.url,
  allowHttp: false,
  name: 'Acme',
  now: Date.now,
});
const never = () => new AbortController().signal;

const turn = async (_: number, signal?: AbortSignal): Promise<void> => {
  await immediate();
  signal?.throwIfAborted();
};

/** Polls without the pauses; a turn of the event loop each, so that a rate limit can be waited for and cancelled. */
const begin = (server: FakeServer, rest: { readonly now?: () => number } = {}) =>
  startLogin({ ...newServer(server), ...rest, sleep: turn }, quick);

describe.each(['trigger', 'platos-a'] as const)('a login at %s', (flavour) => {
  it('gives the token once the person has approved in the browser', async () => {
    const server = await serverFor({ flavour });
    const login = await begin(server);
    expect(new URL(login.approveUrl).origin).toBe(server.url);
    const polled = login.poll(never());
    await expect.poll(() => server.requests.length).toBeGreaterThan(3);
    expect((await fetch(login.approveUrl, { method: 'POST' })).status).toBe(200);
    const { token, masked } = await polled;
    expect(token).toMatch(/^tr_pat_\w{40}$/);
    expect(masked).toBe(`${token.slice(0, 11)}••••${token.slice(-4)}`);
    expect(await verifyToken({ ...newServer(server), token })).toMatchObject({ email: 'ada@acme.example' });
    expect(
      server.requests.filter(({ path }) => path === '/api/v1/token' || path.endsWith('code')),
    ).not.toEqual([]);
    const polls = server.requests.filter(({ path }) => path === '/api/v1/token');
    expect(new Set(polls.map(({ credential }) => credential))).toEqual(new Set(['none']));
  });

  it('gives the same token again, also one that was revoked', async () => {
    const server = await serverFor({ flavour });
    const tokens: string[] = [];
    for (let time = 0; time < 2; time++) {
      const login = await begin(server);
      await fetch(login.approveUrl, { method: 'POST' });
      const { token } = await login.poll(never());
      tokens.push(token);
      server.issue.revoke(token);
    }
    expect(new Set(tokens).size).toBe(1);
  });
});

test('opening the page alone approves nothing; a login that waits can be cancelled', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const login = await begin(server);
  await fetch(login.approveUrl);
  const controller = new AbortController();
  const polled = login.poll(controller.signal);
  await expect.poll(() => server.requests.length).toBeGreaterThan(4);
  controller.abort(new Error('cancelled'));
  await expect(polled).rejects.toThrow('cancelled');
});

test.each([
  [
    'limits',
    saying(429, { error: 'Too many requests' }, { 'retry-after': '0', 'content-type': 'application/json' }),
  ],
  ['errors', saying(503, { error: 'later' })],
  ['cut answers', drop(0)],
])('%s on the way do not end it', async (_, fault) => {
  const server = await serverFor({ flavour: 'trigger' });
  const login = await begin(server);
  await fetch(login.approveUrl, { method: 'POST' });
  server.faults.add(fault, { path: '/token', nth: 1, times: 4 });
  expect((await login.poll(never())).token).toMatch(/^tr_pat_/);
});

test('a code that the server calls too old ends it, and so does ten minutes of silence', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const login = await begin(server);
  server.world.codes.length = 0;
  expect(await failureOf(login.poll(never()))).toMatchObject({ problem: 'timeout', status: 400 });
  let now = Date.now();
  const other = await begin(server, {
    now: () => {
      now += 30_000;
      return now;
    },
  });
  expect(await failureOf(other.poll(never()))).toMatchObject({ problem: 'timeout' });
});

test('a server without such a login says so', async () => {
  const server = await serverFor({ flavour: 'platos-b' });
  expect(await failureOf(begin(server))).toMatchObject({ code: 'unsupported', what: 'browser login' });
});

test.each([
  ['a script', 'javascript:alert(1)', 'not-a-server'],
  ['a file', 'file:///etc/passwd', 'not-a-server'],
  ['another app', 'platos-console://settings', 'not-a-server'],
  ['a user name', 'https://trigger.example@evil.example/', 'not-a-server'],
  ['no address', '/account/authorization-code/x', 'not-a-server'],
  ['an address that is not encrypted', 'http://trigger.example/x', 'insecure'],
])('%s is not opened', async (_, url, problem) => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(saying(200, { authorizationCode: 'x', url }));
  expect(await failureOf(begin(server))).toMatchObject({ problem });
});

test('the page may be at another host, as on the cloud', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const url = 'https://cloud.trigger.example/account/authorization-code/x';
  server.faults.add(saying(200, { authorizationCode: 'x', url }));
  expect((await begin(server)).approveUrl).toBe(url);
});

test('a page in place of an answer, and a token that is none, end it', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(page(), { path: 'code', nth: 1 });
  expect(await failureOf(begin(server))).toMatchObject({ problem: 'not-a-server' });
  const login = await begin(server);
  server.faults.add(saying(200, { token: { token: 'with\nbreak and more' } }));
  expect(await failureOf(login.poll(never()))).toMatchObject({ problem: 'not-a-server' });
});

test('a token that is wrong is not verified', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const token = 'tr_pat_wrong';
  expect(await failureOf(verifyToken({ ...newServer(server), token }))).toMatchObject({
    problem: 'unauthorized',
  });
});
