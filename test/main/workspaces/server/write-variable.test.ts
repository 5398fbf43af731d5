import { describe, expect, it, test } from 'vitest';
import type { Write } from '../../../../main/workspaces/server/api.ts';
import { doneButFailed, drop, lie, page, redirect, stall } from '../../../support/server/faults.ts';
import type { FakeServer } from '../../../support/server/server.ts';
import { environmentAt, put, type Value } from '../../../support/server/world.ts';
import { apiOf, at, saying, serverFor } from './api.ts';

const held = (server: FakeServer, key: string): Value | undefined =>
  server.world.values.get(environmentAt(server.world, 'prod').id)?.get(key);

const set = (rest: Partial<Extract<Write, { type: 'set' }>> = {}): Write => ({
  type: 'set',
  key: 'MADE',
  value: 'by hand',
  kind: 'plain',
  exists: false,
  ...rest,
});

const flavours = ['trigger', 'platos-a', 'platos-b', 'platos-c'] as const;

describe.each(flavours)('a write to %s', (flavour) => {
  it('makes, changes and deletes a variable', async () => {
    const server = await serverFor({ flavour });
    const api = apiOf(server);
    expect(await api.write(at('prod'), set())).toEqual({ answer: 'accepted' });
    expect(held(server, 'MADE')).toMatchObject({ value: 'by hand', secret: false, version: 1 });
    expect(await api.write(at('prod'), set({ value: 'again', exists: true }))).toEqual({
      answer: 'accepted',
    });
    expect(held(server, 'MADE')).toMatchObject({ value: 'again', version: 2 });
    expect(await api.write(at('prod'), { type: 'delete', key: 'MADE' })).toEqual({ answer: 'accepted' });
    expect(held(server, 'MADE')).toBeUndefined();
  });

  it('leaves a secret a secret', async () => {
    const server = await serverFor({ flavour });
    put(server.world, environmentAt(server.world, 'prod').id, 'MADE', 'old', { secret: true });
    await apiOf(server).write(at('prod'), set({ kind: 'secret', exists: true }));
    expect(held(server, 'MADE')).toMatchObject({ value: 'by hand', secret: true });
  });

  it('that deletes what is not there may have done so, when it arrived twice', async () => {
    const server = await serverFor({ flavour });
    const answer = await apiOf(server).write(at('prod'), { type: 'delete', key: 'NEVER' });
    expect(answer).toEqual({ answer: 'unknown', reason: 'It was not there.' });
  });

  it('does nothing to what is in another environment alone', async () => {
    const server = await serverFor({ flavour });
    put(server.world, environmentAt(server.world, 'stg').id, 'ELSEWHERE', 'x');
    const answer = await apiOf(server).write(at('prod'), { type: 'delete', key: 'ELSEWHERE' });
    expect(answer).toEqual({ answer: 'unknown', reason: 'It was not there.' });
    expect(server.world.values.get(environmentAt(server.world, 'stg').id)?.has('ELSEWHERE')).toBe(true);
  });

  it('stores what people paste as it is', async () => {
    const server = await serverFor({ flavour });
    const api = apiOf(server);
    for (const value of [
      ' padded ',
      'line\nbreak',
      '"quoted" = \\',
      'ünïcödé 🦊',
      '<redacted>',
      'x'.repeat(8_000),
    ]) {
      expect(await api.write(at('prod'), set({ value, exists: held(server, 'MADE') !== undefined }))).toEqual(
        {
          answer: 'accepted',
        },
      );
      expect(held(server, 'MADE')?.value).toBe(value);
    }
  });
});

test('Trigger.dev sets the kind in either direction', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const api = apiOf(server);
  await api.write(at('prod'), set({ kind: 'secret' }));
  expect(held(server, 'MADE')?.secret).toBe(true);
  await api.write(at('prod'), set({ kind: 'plain', exists: true }));
  expect(held(server, 'MADE')?.secret).toBe(false);
});

test('a name with slashes, spaces and unicode reaches the variable of that name', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const api = apiOf(server);
  for (const key of ['a/b', '../prod', 'x?y#z', '%2F', 'Schlüssel 🦊', 'import']) {
    expect(await api.write(at('prod'), set({ key }))).toEqual({ answer: 'accepted' });
    expect(held(server, key)?.value).toBe('by hand');
    expect(await api.write(at('prod'), { type: 'delete', key })).toEqual({ answer: 'accepted' });
    expect(held(server, key)).toBeUndefined();
  }
});

test.each(['.', '..', '', '\ud800'])('a name %j that would change the address is not sent', async (key) => {
  const server = await serverFor({ flavour: 'trigger' });
  const answer = await apiOf(server, { flavour: 'trigger' }).write(at('prod'), { type: 'delete', key });
  expect(answer).toMatchObject({ answer: 'refused' });
  expect(server.requests).toEqual([]);
});

test.each([
  ['trigger', set({ value: ' ' }), 'The server stores no blank name and no blank value.'],
  ['trigger', set({ key: 'TRIGGER_API_URL' }), 'The server reserves this name.'],
  ['platos-c', set({ key: 'lower' }), 'This server takes names of capital letters'],
  ['platos-c', set({ value: '' }), 'This server stores no empty value.'],
  ['platos-c', set({ value: 'x'.repeat(9_000) }), 'This server stores at most 8192 characters.'],
  ['platos-c', set({ exists: true }), 'It is not there any more.'],
] as const)('%s refuses in the words of the console', async (flavour, write, reason) => {
  const server = await serverFor({ flavour });
  const answer = await apiOf(server).write(at('prod'), write);
  expect(answer).toEqual({ answer: 'refused', reason: expect.stringContaining(reason) });
});

const errors = (variableErrors: unknown) => saying(400, { error: 'MADE=by hand is bad', variableErrors });

test.each([
  ['plain', 'unknown'],
  ['secret', 'refused'],
] as const)(
  'a %s one that is set already: %s, since only reading tells whose it is',
  async (kind, answer) => {
    const server = await serverFor({ flavour: 'trigger' });
    const taken = errors([{ key: 'MADE', error: 'Variable already set in Production.' }]);
    server.faults.add(taken, { method: 'POST' });
    expect(await apiOf(server).write(at('prod'), set({ kind }))).toEqual({
      answer,
      reason: 'It is set already.',
    });
  },
);

test.each([
  ['a list', errors([{ key: 'MADE', error: 'Variable is bad.' }]), 'The server does not take this variable.'],
  ['codes', errors({ MADE: 'variable_forbidden' }), 'This server does not allow this variable.'],
  ['another code', errors({ MADE: 'variable_unavailable' }), 'This server cannot reach this variable'],
  ['a code of tomorrow', errors({ MADE: 'by hand' }), 'The server does not take this variable.'],
  ['a code named like a method', errors({ MADE: 'constructor' }), 'The server does not take this variable.'],
  ['an empty list', errors([]), 'The server does not take it (HTTP 400).'],
  [
    'zod issues',
    saying(400, { error: 'Invalid request body', issues: [] }),
    'The server does not take it (HTTP 400).',
  ],
  ['too large', saying(413, { error: 'Payload Too Large' }), 'It is larger than the server takes.'],
  ['a conflict', saying(409, { error: 'by hand' }), 'The server does not take it (HTTP 409).'],
  ['unprocessable', saying(422, { error: 'by hand' }), 'The server does not take it (HTTP 422).'],
])('%s: refused, and nothing of what the server says is passed on', async (_, fault, reason) => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(fault, { method: 'POST' });
  const answer = await apiOf(server).write(at('prod'), set());
  expect(answer).toEqual({ answer: 'refused', reason: expect.stringContaining(reason) });
  expect(JSON.stringify(answer)).not.toContain('by hand');
});

test.each([
  ['401', saying(401, { error: 'Invalid API key' }), 'unauthorized'],
  ['403', saying(403, { error: 'You may not' }), 'forbidden'],
  ['no project', saying(404, { error: 'Project not found' }), 'gone'],
  ['no environment', saying(404, { error: 'Environment not found' }), 'gone'],
  ['no branch', saying(404, { error: 'Branch not found' }), 'gone'],
  ['another API', saying(404, 'Not Found', { 'content-type': 'text/html' }), 'not-a-server'],
  ['a firewall', saying(403, '<p>no</p>', { 'content-type': 'text/html' }), 'not-a-server'],
  ['a redirect', redirect('http://127.0.0.1:9/'), 'redirected'],
  ['the key of another', saying(400, { error: 'Invalid project ref for this API key.' }), 'forbidden'],
])('%s stops every further write', async (_, fault, problem) => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(fault, { method: 'POST' });
  const answer = await apiOf(server).write(at('prod'), set());
  expect(answer).toMatchObject({ answer: 'stop', error: { code: 'server', problem, server: 'Acme' } });
});

test.each([
  ['an error after it was done', doneButFailed(), true],
  ['an error', saying(503, { error: 'later' }), false],
  ['a gateway that gave up', saying(504, '<p>Gateway Timeout</p>', { 'content-type': 'text/html' }), false],
  ['a timeout that the server noticed', saying(408, { error: 'timeout' }), false],
  ['silence after it was done', stall(true), true],
  ['silence', stall(false), false],
  ['a cut answer', drop(3), true],
  ['no byte of an answer', drop(0), true],
  ['a page', page(), false],
  ['an empty yes', saying(204, ''), false],
  ['a strange yes', saying(200, { ok: 1 }), false],
])('after %s it is unknown, and sent once', async (_, fault, isDone) => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(fault, { method: 'POST' });
  const answer = await apiOf(server, { pace: { silenceMs: 300 } }).write(at('prod'), set());
  expect(answer).toMatchObject({ answer: 'unknown', reason: expect.any(String) });
  expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  expect(held(server, 'MADE') !== undefined).toBe(isDone);
});

test('a yes is only what the server says', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(lie(), { method: 'POST' });
  expect(await apiOf(server).write(at('prod'), set())).toEqual({ answer: 'accepted' });
  expect(held(server, 'MADE')).toBeUndefined();
});

test('a token that may only read stops, and writes nothing', async () => {
  const server = await serverFor({ flavour: 'platos-b' });
  const api = apiOf(server, { token: server.issue.personal({ role: 'read' }) });
  expect((await api.listVariables(at('prod'))).variables).not.toEqual([]);
  expect(await api.write(at('prod'), set())).toMatchObject({
    answer: 'stop',
    error: { problem: 'unauthorized' },
  });
  expect(held(server, 'MADE')).toBeUndefined();
});

test('a pinned token may see more than it may enter', async () => {
  const server = await serverFor({ flavour: 'platos-b' });
  const pins = { organizationId: 'org_acme', environmentId: environmentAt(server.world, 'stg').id };
  const api = apiOf(server, { token: server.issue.personal({ pins }) });
  const { organizations } = await api.discover();
  expect(organizations[0]?.projects[0]?.environments.map(({ slug }) => slug)).toContain('prod');
  expect(await api.write(at('prod'), set())).toMatchObject({
    answer: 'stop',
    error: { problem: 'forbidden' },
  });
  expect(await api.write(at('stg'), set())).toEqual({ answer: 'accepted' });
});

test('a server that is not there is tried again before it stops: nothing left', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const api = apiOf(server, { flavour: 'trigger' });
  await server.close();
  const answer = await api.write(at('prod'), set());
  expect(answer).toMatchObject({ answer: 'stop', error: { problem: 'unreachable' } });
});

test('a write that was aborted before it left is not sent; one under way is answered', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const api = apiOf(server, { flavour: 'trigger' });
  const gone = AbortSignal.abort(new Error('cancelled'));
  await expect(api.write(at('prod'), set(), gone)).rejects.toThrow('cancelled');
  expect(server.requests).toEqual([]);
  const controller = new AbortController();
  server.faults.add({ kind: 'drip', bytes: 4, everyMs: 20 }, { method: 'POST' });
  const answer = api.write(at('prod'), set(), controller.signal);
  await expect.poll(() => server.requests.length).toBe(1);
  controller.abort();
  expect(await answer).toEqual({ answer: 'accepted' });
});

test('closing leaves a write under way unknown, and lets nothing else leave', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const api = apiOf(server, { flavour: 'trigger' });
  server.faults.add(stall(true), { method: 'POST' });
  const answer = api.write(at('prod'), set());
  await expect.poll(() => server.requests.length).toBe(1);
  api.close();
  expect(await answer).toMatchObject({ answer: 'unknown' });
  expect(await api.write(at('prod'), set())).toMatchObject({ answer: 'stop', error: { problem: 'offline' } });
  expect(server.requests).toHaveLength(1);
});
