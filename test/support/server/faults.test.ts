import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientOf } from './client.ts';
import {
  doneButFailed,
  drip,
  drop,
  fail,
  halfImport,
  lie,
  limited,
  pad,
  page,
  redirect,
  retype,
  stall,
  twice,
} from './faults.ts';
import { type FakeServer, startServer } from './server.ts';
import { environmentAt, type Value } from './world.ts';

const vars = '/api/v1/projects/proj_supportbotsample/envvars';
const list = `GET ${vars}/prod`;
const write = `POST ${vars}/prod`;
const body = { name: 'WRITTEN', value: 'x' };
let server: FakeServer;
let ask: ReturnType<typeof clientOf>;

beforeEach(async () => {
  server = await startServer({ flavour: 'trigger' });
  ask = clientOf(server);
});
afterEach(() => server.close());

const stored = (key: string): Value | undefined =>
  server.world.values.get(environmentAt(server.world, 'prod').id)?.get(key);

/** Asks with a fetch of its own, which can be given up. */
const asking = (signal: AbortSignal, method = 'GET') =>
  fetch(`${server.url}${vars}/prod`, {
    method,
    signal,
    headers: { authorization: `Bearer ${server.token}` },
    ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
  });

describe('faults', () => {
  it('never answers, having done nothing or having done it', async () => {
    for (const happens of [false, true]) {
      const remove = server.faults.add(stall(happens), { method: 'POST' });
      const abort = new AbortController();
      const answer = asking(abort.signal, 'POST').then(
        () => 'answered',
        () => 'given up',
      );
      // Another request is answered meanwhile, so the first was received and is held.
      await expect
        .poll(() => server.requests.filter(({ method }) => method === 'POST').length)
        .toBe(happens ? 2 : 1);
      await expect.poll(() => stored('WRITTEN')?.value).toBe(happens ? 'x' : undefined);
      expect((await ask(list)).status).toBe(200);
      abort.abort();
      expect(await answer).toBe('given up');
      remove();
    }
  });

  it('ends a stalled request when the server is closed', async () => {
    server.faults.add(stall());
    const answer = asking(new AbortController().signal).catch(() => 'cut');
    await expect.poll(() => server.requests.length).toBe(1);
    await server.close();

    expect(await answer).toBe('cut');
    server = await startServer({ flavour: 'trigger' });
  });

  it('hangs up in the middle of a body', async () => {
    server.faults.add(drop(10));
    const response = await asking(new AbortController().signal);

    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it('answers a storm of refusals and then as always', async () => {
    server.faults.add(limited(2000), { times: 3 });
    const statuses = [];
    for (const _ of [1, 2, 3, 4]) statuses.push((await ask(list)).status);

    expect(statuses).toEqual([429, 429, 429, 200]);
  });

  it('says that it is done and writes nothing', async () => {
    server.faults.add(lie(), { method: 'POST' });

    expect((await ask(write, { body })).json).toEqual({ success: true });
    expect(stored('WRITTEN')).toBeUndefined();
  });

  it('writes and says that it failed', async () => {
    server.faults.add(doneButFailed(), { method: 'POST' });

    expect((await ask(write, { body })).status).toBe(500);
    expect(stored('WRITTEN')?.value).toBe('x');
  });

  it('fails without doing anything', async () => {
    server.faults.add(fail(), { method: 'POST' });

    expect((await ask(write, { body })).status).toBe(503);
    expect(stored('WRITTEN')).toBeUndefined();
  });

  it('delivers a write twice', async () => {
    server.faults.add(twice(), { path: /LOG_LEVEL$/ });
    const before = stored('LOG_LEVEL')?.version ?? 0;

    expect((await ask(`PUT ${vars}/prod/LOG_LEVEL`, { body: { value: 'info' } })).status).toBe(200);
    expect(stored('LOG_LEVEL')?.version).toBe(before + 2);
  });

  it('sends a page in place of JSON, or JSON as a page', async () => {
    const remove = server.faults.add(page());
    expect(await ask(list)).toMatchObject({ status: 200, json: undefined });
    remove();

    server.faults.add(retype('text/html'));
    const answer = await ask(list);
    expect(answer.type).toBe('text/html');
    expect(answer.json).toBeInstanceOf(Array);
  });

  it('answers in drips, whole in the end', async () => {
    const whole = (await ask(list)).text;
    server.faults.add(drip(512, 1));

    expect((await ask(list)).text).toBe(whole);
  });

  it('answers 10 MB of JSON', async () => {
    server.faults.add(pad());
    const answer = await ask(list);

    expect(answer.text).toHaveLength(10_000_000);
    expect(answer.json).toBeInstanceOf(Array);
  });

  it('applies half of an import', async () => {
    server.faults.add(halfImport(2), { path: '/import' });
    const variables = { ONE: '1', TWO: '2', THREE: '3' };

    expect((await ask(`POST ${vars}/prod/import`, { body: { variables } })).status).toBe(500);
    expect(['ONE', 'TWO', 'THREE'].map((key) => stored(key)?.value)).toEqual(['1', '2', undefined]);
  });

  it('sends elsewhere', async () => {
    server.faults.add(redirect('http://192.0.2.1/'));
    const answer = await ask(list);

    expect(answer.status).toBe(307);
    expect(answer.headers.get('location')).toBe('http://192.0.2.1/');
  });

  it('befalls the nth request that fits and no other', async () => {
    server.faults.add(fail(500), { method: 'GET', path: '/envvars/prod', nth: 2 });
    const statuses = [];
    for (const line of [list, `GET ${vars}/dev`, list, list]) statuses.push((await ask(line)).status);

    expect(statuses).toEqual([200, 200, 500, 200]);
    server.faults.clear();
  });
});
