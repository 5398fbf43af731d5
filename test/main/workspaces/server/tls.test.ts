import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { selfSigned } from '../../../support/server/certificate.ts';
import { apiOf, at, failureOf, serverFor } from './api.ts';

async function fileOf(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'authorities-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'ca.pem');
  await writeFile(path, text);
  return path;
}

const write = { type: 'set', key: 'MADE', value: 'x', kind: 'plain', exists: false } as const;

test('a certificate that nobody vouches for is not trusted: nothing is sent, nothing tried again', async () => {
  const server = await serverFor({ flavour: 'trigger', tls: selfSigned() });
  const api = apiOf(server, { flavour: 'trigger' });
  expect(await failureOf(api.whoAmI())).toMatchObject({ problem: 'tls' });
  expect(await api.write(at('prod'), write)).toMatchObject({ answer: 'stop', error: { problem: 'tls' } });
  expect(server.requests).toEqual([]);
});

test('an authority from a file is trusted beside those of the system', async () => {
  const tls = selfSigned();
  const server = await serverFor({ flavour: 'trigger', tls });
  const api = apiOf(server, { caFile: await fileOf(`# ours\n${tls.cert}`) });
  expect((await api.discover()).account.userId).toBe('user_ada');
  expect(await api.write(at('prod'), write)).toEqual({ answer: 'accepted' });
});

test('another authority does not help', async () => {
  const server = await serverFor({ flavour: 'trigger', tls: selfSigned() });
  const api = apiOf(server, { caFile: await fileOf(selfSigned().cert) });
  expect(await failureOf(api.whoAmI())).toMatchObject({ problem: 'tls' });
});

test('a trusted certificate of another host is not taken', async () => {
  const tls = selfSigned();
  const server = await serverFor({ flavour: 'trigger', tls });
  // The same machine under a name that is not in the certificate.
  const url = server.url.replace('127.0.0.1', '[::ffff:127.0.0.1]');
  const problem = await failureOf(apiOf({ ...server, url }, { caFile: await fileOf(tls.cert) }).whoAmI());
  expect(problem).toMatchObject({ problem: 'tls' });
});

test('a server without encryption under https:// is told', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const url = server.url.replace('http:', 'https:');
  expect(await failureOf(apiOf({ ...server, url }).whoAmI())).toMatchObject({ problem: 'tls' });
});

test('a file that was repaired is read again', async () => {
  const tls = selfSigned();
  const server = await serverFor({ flavour: 'trigger', tls });
  const caFile = await fileOf('not yet');
  const api = apiOf(server, { caFile });
  expect(await failureOf(api.whoAmI())).toMatchObject({ code: 'file', reason: 'no-certificate' });
  await writeFile(caFile, tls.cert);
  expect((await api.whoAmI()).userId).toBe('user_ada');
});
