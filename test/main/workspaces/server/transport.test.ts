import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Failure } from '../../../../core/errors.ts';
import { createServerApi } from '../../../../main/workspaces/server/http/server-api.ts';
import { drip, drop, pad, page, redirect, retype, stall } from '../../../support/server/faults.ts';
import { onlyLoopback } from '../../../support/server/only-loopback.ts';
import { apiOf, at, failureOf, saying, serverFor } from './api.ts';

const asked = onlyLoopback();

/** A TCP server that does with a connection what the test says. */
async function tcp(serve: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcp((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = { 'content-type': 'application/json' };

test.each([
  ['a page in place of JSON', page(), 'not-a-server', 1],
  ['JSON under another type', retype('text/plain'), 'not-a-server', 1],
  ['no type', saying(200, '[]', {}), 'not-a-server', 1],
  ['broken JSON', saying(200, '[{"name":"A","value":"b', json), 'not-a-server', 1],
  ['nothing', saying(200, '', json), 'not-a-server', 1],
  ['another shape', saying(200, { data: [] }), 'not-a-server', 1],
  [
    'a page that is not found',
    saying(404, '<h1>404</h1>', { 'content-type': 'text/html' }),
    'not-a-server',
    1,
  ],
  ['401', saying(401, { error: 'Invalid API key' }), 'unauthorized', 1],
  ['403', saying(403, { error: 'no' }), 'forbidden', 1],
  ['a project that is gone', saying(404, { error: 'Project not found' }), 'gone', 1],
  ['an environment that is gone', saying(404, { error: 'Environment not found' }), 'gone', 1],
  ['an odd status', saying(418, { error: 'teapot' }), 'error', 1],
  ['a redirect', redirect('http://127.0.0.1:9/'), 'redirected', 1],
  ['a redirect to a slash', redirect('/api/v1/', 301), 'redirected', 1],
  ['an error', saying(500, 'Unexpected Server Error', { 'content-type': 'text/plain' }), 'error', 3],
  ['a gateway', saying(502, '<p>Bad Gateway</p>', { 'content-type': 'text/html' }), 'error', 3],
  ['a cut answer', drop(10), 'cut', 3],
  ['silence', stall(), 'timeout', 1],
  ['a drip that takes for ever', drip(1, 20), 'timeout', 1],
])('%s is told', async (_, fault, problem, times) => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(fault);
  const api = apiOf(server, { pace: { silenceMs: 300, wholeMs: 900 } });
  const failed = await failureOf(api.listVariables(at('prod')));
  expect(failed).toMatchObject({ code: 'server', problem, server: 'Acme' });
  expect(server.requests).toHaveLength(times);
});

test('an answer above the limit is not read to its end', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(pad(3_000_000));
  const api = apiOf(server, { pace: { answerBytes: 1_000_000 } });
  expect(await failureOf(api.listVariables(at('prod')))).toMatchObject({ problem: 'too-large' });
});

test('a large or slow answer that arrives whole is fine', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(pad(10_000_000), { nth: 1 });
  server.faults.add(drip(200, 1), { nth: 2 });
  const api = apiOf(server);
  const first = await api.listVariables(at('prod'));
  expect(await api.listVariables(at('prod'))).toEqual(first);
});

test('a server in passing trouble is asked again', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(saying(503, { error: 'later' }), { nth: 1 });
  server.faults.add(drop(5), { nth: 2 });
  expect((await apiOf(server).listVariables(at('prod'))).variables).not.toEqual([]);
  expect(server.requests).toHaveLength(3);
});

test('a redirect carries nothing to another host', async () => {
  const seen: string[] = [];
  const other = createHttp((request, response) => {
    seen.push(request.url ?? '');
    response.end('{}');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const server = await serverFor({ flavour: 'trigger' });
  const { port } = other.address() as AddressInfo;
  for (const status of [301, 302, 307, 308] as const)
    server.faults.add(redirect(`http://127.0.0.1:${port}/`, status), { nth: 1 });
  const api = apiOf(server);
  expect(await failureOf(api.whoAmI())).toMatchObject({ problem: 'redirected', status: 301 });
  const write = { type: 'set', key: 'A', value: 'b', kind: 'plain', exists: false } as const;
  server.faults.clear();
  server.faults.add(redirect(`http://127.0.0.1:${port}/`, 308), { method: 'POST' });
  expect(await api.write(at('prod'), write)).toMatchObject({ answer: 'stop', error: { status: 308 } });
  expect(seen).toEqual([]);
});

test('no proxy of the environment is asked', async () => {
  const seen: string[] = [];
  const proxy = await tcp((socket) => socket.on('data', (data) => seen.push(String(data))));
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])
    vi.stubEnv(name, proxy);
  vi.stubEnv('NODE_USE_ENV_PROXY', '1');
  onTestFinished(() => void vi.unstubAllEnvs());
  const server = await serverFor({ flavour: 'trigger' });
  await apiOf(server).discover();
  expect(seen).toEqual([]);
});

test('what speaks no HTTP is no server', async () => {
  const url = await tcp((socket) => socket.once('data', () => socket.end('220 mail.example ESMTP\r\n')));
  expect(await failureOf(apiOf({ url, token: 'tr_pat_x' }).whoAmI())).toMatchObject({
    problem: 'not-a-server',
  });
});

test('bytes that are no text are no answer', async () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 4\r\n\r\n';
  const bytes = Buffer.concat([Buffer.from(head), Buffer.from([0x22, 0xff, 0xfe, 0x22])]);
  const url = await tcp((socket) => socket.once('data', () => socket.end(bytes)));
  expect(await failureOf(apiOf({ url, token: 'tr_pat_x' }).whoAmI())).toMatchObject({
    problem: 'not-a-server',
  });
});

test('a connection that is reset is no answer', async () => {
  const url = await tcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
  expect(await failureOf(apiOf({ url, token: 'tr_pat_x' }).whoAmI())).toMatchObject({
    problem: 'unreachable',
  });
});

test('a body in pieces that ends before its last one is cut', async () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n';
  const url = await tcp((socket) => socket.once('data', () => socket.end(`${head}2\r\n[]\r\n`)));
  const api = apiOf({ url, token: 'tr_pat_x' });
  expect(await failureOf(api.listVariables(at('prod')))).toMatchObject({ problem: 'cut' });
});

test('a body without a length that ends early is not taken for the whole', async () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n';
  const url = await tcp((socket) => socket.once('data', () => socket.end(`${head}[{"name":"A",`)));
  const api = apiOf({ url, token: 'tr_pat_x' });
  expect(await failureOf(api.listVariables(at('prod')))).toMatchObject({ problem: 'not-a-server' });
});

test('a port that nobody listens on is unreachable', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  await server.close();
  expect(await failureOf(apiOf(server).whoAmI())).toMatchObject({ problem: 'unreachable' });
});

test('a name that nobody has is unreachable', async () => {
  const failed = await failureOf(apiOf({ url: 'https://no-such.invalid', token: 'tr_pat_x' }).whoAmI());
  expect(failed).toMatchObject({ problem: 'unreachable' });
  expect(asked.filter((host) => host !== '127.0.0.1')).toEqual(Array(3).fill('no-such.invalid'));
});

test.each([
  ['http:// to another machine', { url: 'http://trigger.example' }, { problem: 'insecure' }],
  ['a person who stays offline', { stayOffline: true }, { problem: 'offline' }],
  ['no token', { token: '' }, { problem: 'unauthorized' }],
  ['a token that cannot be a header', { token: 'tr_pat_a\r\nx: y' }, { problem: 'unauthorized' }],
  ['what is no address', { url: 'ftp://trigger.example' }, { code: 'invalid-input' }],
])('%s: nothing is sent', async (_, differences, failure) => {
  const server = await serverFor({ flavour: 'trigger' });
  const before = asked.length;
  const api = apiOf(server, { flavour: 'trigger', ...differences });
  const write = { type: 'set', key: 'A', value: 'b', kind: 'plain', exists: false } as const;
  expect(await failureOf(api.whoAmI())).toMatchObject(failure);
  expect(await api.write(at('prod'), write)).toMatchObject({ answer: 'stop', error: failure });
  expect(asked).toHaveLength(before);
});

test('who stays offline is not asked for the keychain', async () => {
  let asks = 0;
  const token = async () => {
    asks += 1;
    return 'tr_pat_x';
  };
  const connection = { name: 'Acme', url: 'https://127.0.0.1:9', allowHttp: false, addedSlugs: [] };
  const api = createServerApi({
    connection: () => ({ ...connection, stayOffline: true }),
    token,
    now: Date.now,
  });
  expect(await failureOf(api.discover())).toMatchObject({ problem: 'offline' });
  expect(await failureOf(api.listVariables(at('prod')))).toMatchObject({ problem: 'offline' });
  expect(asks).toBe(0);
});

test('a connection that was removed can be closed, with what is on its way', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(stall());
  let isRemoved = false;
  const connection = () => {
    if (isRemoved) throw new Failure({ code: 'not-found', what: 'connection', name: 'x' });
    return { name: 'Acme', url: server.url, allowHttp: false, addedSlugs: [], stayOffline: false };
  };
  const api = createServerApi({ connection, token: async () => server.token, now: Date.now });
  const read = api.listVariables(at('prod'));
  await expect.poll(() => server.requests.length).toBe(1);
  isRemoved = true;
  api.close();
  expect(await failureOf(read)).toMatchObject({ code: 'not-found' });
});

test('the address of a page of the dashboard leads to its server', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const url = `${server.url}/orgs/acme/projects/support-bot/env/prod?x=y#z`;
  expect((await apiOf(server, { url }).whoAmI()).userId).toBe('user_ada');
});

test.each([
  ['missing', 'missing'],
  ['', 'not-a-regular-file'],
  ['text.pem', 'no-certificate'],
  ['broken.pem', 'no-certificate'],
  ['large.pem', 'too-large'],
])('a file of authorities (%s) that is of no use fails as %s', async (name, reason) => {
  const folder = await mkdtemp(join(tmpdir(), 'authorities-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'text.pem'), 'hello');
  await writeFile(
    join(folder, 'broken.pem'),
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  );
  await writeFile(join(folder, 'large.pem'), 'x'.repeat(2_000_000));
  const caFile = join(folder, name);
  const api = apiOf({ url: 'https://127.0.0.1:9', token: 'tr_pat_x' }, { caFile });
  expect(await failureOf(api.whoAmI())).toMatchObject({ code: 'file', reason, name: caFile });
});
