import { expect, it, test } from 'vitest';
import { reach } from '../../../../main/workspaces/server/http/reach.ts';
import { selfSigned } from '../../../support/server/certificate.ts';
import { drop, fail, page, redirect, stall } from '../../../support/server/faults.ts';
import { failureOf, quick, serverFor } from './api.ts';

const at = (url: string) => ({ url, allowHttp: false, name: 'Acme', now: Date.now });
const pace = { ...quick, againMs: [], silenceMs: 300 };

it.each(['trigger', 'platos-a', 'platos-b', 'platos-c'] as const)(
  'finds %s by one question without a token',
  async (flavour) => {
    const server = await serverFor({ flavour });
    await reach(at(server.url), pace);
    expect(server.requests.map(({ credential }) => credential)).toEqual(['none']);
  },
);

it.each([
  ['a web page', page(), 'not-a-server'],
  ['a redirect', redirect('https://elsewhere.example/'), 'redirected'],
  ['a server in trouble', fail(503), 'error'],
  ['an answer that does not come', stall(), 'timeout'],
  ['an answer that breaks off', drop(), 'cut'],
] as const)('tells %s, asking once', async (_, fault, problem) => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(fault);
  expect(await failureOf(reach(at(server.url), pace))).toMatchObject({ code: 'server', problem });
  expect(server.requests.length).toBe(1);
});

test('where nobody listens, and where the certificate is not trusted, nothing is sent', async () => {
  expect(await failureOf(reach(at('http://127.0.0.1:9'), pace))).toMatchObject({ problem: 'unreachable' });
  const server = await serverFor({ flavour: 'trigger', tls: selfSigned() });
  expect(await failureOf(reach(at(server.url), pace))).toMatchObject({ problem: 'tls' });
  expect(server.requests).toEqual([]);
});
