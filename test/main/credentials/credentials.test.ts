import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createCredentials } from '../../../main/credentials/credentials.ts';
import { openEncrypted } from '../../../main/store/cipher.ts';
import { openMemoryStore } from '../../../main/store/open.ts';
import { memoryKeychain } from '../../support/memory-keychain.ts';
import { filesBelow, made } from '../store/support.ts';

const token = 'tr_pat_made0up0for0this0test0only';

function inKeychain(problem?: 'locked') {
  const keychain = memoryKeychain(problem);
  const asked: string[] = [];
  const counted = {
    ...keychain,
    read: (account: string) => {
      asked.push(account);
      return keychain.read(account);
    },
  };
  const credentials = createCredentials({ mode: 'keychain', keychain: counted, store: openMemoryStore() });
  return { keychain, asked, credentials };
}

it('keeps tokens as entries of their own, each connection its own', async () => {
  const { keychain, credentials } = inKeychain();
  await credentials.write('one', token);
  await credentials.write('two', `${token}2`);
  expect([...keychain.entries]).toEqual([
    ['connection:one', token],
    ['connection:two', `${token}2`],
  ]);
  expect(await credentials.read('one')).toBe(token);
  await credentials.remove('one');
  expect(await credentials.read('one')).toBeUndefined();
  expect(await credentials.read('two')).toBe(`${token}2`);
});

it('asks the keychain once until it is closed', async () => {
  const { asked, credentials } = inKeychain();
  await credentials.write('one', token);
  await Promise.all([credentials.read('one'), credentials.read('one')]);
  await credentials.read('one');
  expect(asked).toHaveLength(1);
  credentials.close();
  await credentials.read('one');
  expect(asked).toHaveLength(2);
});

it('never takes a keychain that does not answer for one that holds nothing, and asks again', async () => {
  const { keychain, credentials } = inKeychain();
  await credentials.write('one', token);
  keychain.state.problem = 'locked';
  await expect(credentials.read('one')).rejects.toMatchObject({
    detail: { code: 'keychain', problem: 'locked' },
  });
  keychain.state.problem = undefined;
  expect(await credentials.read('one')).toBe(token);
});

it('a token that was missing is found once it is there', async () => {
  const { keychain, credentials } = inKeychain();
  expect(await credentials.read('one')).toBeUndefined();
  keychain.entries.set('connection:one', token);
  expect(await credentials.read('one')).toBe(token);
});

it('a new token is what is read next', async () => {
  const { keychain, credentials } = inKeychain();
  await credentials.write('one', token);
  await credentials.read('one');
  await credentials.write('one', `${token}-new`);
  expect(await credentials.read('one')).toBe(`${token}-new`);
  expect(keychain.entries.get('connection:one')).toBe(`${token}-new`);
});

it('behind a passphrase lie in the encrypted store, and what is replaced or removed is in no backup', async () => {
  const { store, dir, key } = made();
  const keychain = memoryKeychain('locked');
  const credentials = createCredentials({ mode: 'passphrase', keychain, store });
  await credentials.write('one', token);
  store.backup();
  expect(inBackups(store.backups(), key)).toEqual([token]);
  await credentials.write('one', `${token}-new`);
  expect(inBackups(store.backups(), key)).toEqual([]);
  store.backup();
  await credentials.remove('one');
  expect(await credentials.read('one')).toBeUndefined();
  expect(inBackups(store.backups(), key)).toEqual([]);
  for (const file of filesBelow(dir)) expect(readFileSync(file).includes(token)).toBe(false);
});

const inBackups = (backups: readonly { readonly path: string }[], key: Buffer): readonly unknown[] =>
  backups.flatMap(({ path }) => {
    const db = openEncrypted(path, key);
    const found = db.prepare("SELECT value FROM settings WHERE key LIKE 'credential:%'").pluck().all();
    db.close();
    return found;
  });
