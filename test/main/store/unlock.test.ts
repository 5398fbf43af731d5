import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Phase } from '../../../core/app-state.ts';
import { Failure, fail, type KeychainProblem } from '../../../core/errors.ts';
import type { Keychain } from '../../../main/keychain/keychain.ts';
import { lockProfile } from '../../../main/store/lock.ts';
import { openStore } from '../../../main/store/open.ts';
import { readSidecar, writeSidecar } from '../../../main/store/sidecar.ts';
import { createUnlock, type Unlock } from '../../../main/store/unlock.ts';
import { folder, getSetting, setSetting } from './support.ts';

/** A keychain in memory that can be told to fail. */
function keychainInMemory(initial?: KeychainProblem) {
  const entries = new Map<string, string>();
  const state = { problem: initial };
  const working = () =>
    state.problem === undefined ? undefined : fail({ code: 'keychain', problem: state.problem });
  const keychain: Keychain = {
    probe: async () => state.problem ?? 'ok',
    read: async (account) => working() ?? entries.get(account),
    write: async (account, secret) => {
      working();
      if (entries.has(account)) throw new Error('an old key was about to be overwritten');
      entries.set(account, secret);
    },
    remove: async (account) => void (working() ?? entries.delete(account)),
  };
  return { keychain, entries, state };
}

interface Run {
  readonly unlock: Unlock;
  readonly phases: readonly Phase[];
}

/** One run of the app on the folder, as far as the store goes. */
async function run(dir: string, keychain: Keychain): Promise<Run> {
  const phases: Phase[] = [];
  const unlock = createUnlock({ dir, keychain, onPhase: (phase) => phases.push(phase) });
  onTestFinished(() => unlock.close());
  await unlock.start();
  return { unlock, phases };
}

const failing = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (error: unknown) => (error instanceof Failure ? error.detail : error),
  );

const problem = (code: 'store' | 'keychain', name: string) => ({
  name: 'problem',
  error: expect.objectContaining({ code, problem: name }),
});

describe('with a keychain', () => {
  it.each(['probe', 'read', 'write'] as const)(
    'that keeps silent on %s does not keep the app from ending',
    async (verb) => {
      const dir = folder();
      const { keychain } = keychainInMemory();
      if (verb === 'read') await (await run(dir, keychain)).unlock.close();
      const asked = Promise.withResolvers<void>();
      const silent = () => {
        asked.resolve();
        return new Promise<never>(() => undefined);
      };
      const phases: Phase[] = [];
      const unlock = createUnlock({
        dir,
        keychain: { ...keychain, [verb]: silent },
        onPhase: (phase) => phases.push(phase),
      });
      const started = unlock.start();
      await asked.promise;

      await unlock.close();

      await started;
      expect(phases).toEqual([{ name: 'waiting-keychain' }]);
      expect(existsSync(join(dir, 'store.db'))).toBe(verb === 'read');
      lockProfile(dir).release();
    },
  );

  it('opens again after a store that was opened could not be used', async () => {
    const dir = folder();
    const { keychain } = keychainInMemory();
    let full = true;
    const unlock = createUnlock({
      dir,
      keychain,
      onPhase: ({ name }) => {
        if (name === 'ready' && full) fail({ code: 'store', problem: 'no-space', path: dir });
      },
    });
    onTestFinished(() => unlock.close());
    await unlock.start();
    expect(unlock.phase()).toEqual(problem('store', 'no-space'));
    full = false;
    await unlock.start();
    expect(unlock.phase()).toEqual({ name: 'ready', mode: 'keychain' });
    setSetting(unlock.store(), 'a', '1');
  });

  it('keeps the key file and the backups of a store that was moved away', async () => {
    const dir = folder();
    const { keychain, state } = keychainInMemory('unavailable');
    const first = await run(dir, keychain);
    await first.unlock.unlock('passphrase', 'correct horse');
    first.unlock.store().backup();
    await first.unlock.close();
    const keyFile = readFileSync(join(dir, 'key.json'), 'utf8');
    for (const name of ['store.db', 'store.json']) rmSync(join(dir, name));

    const again = await run(dir, keychain);
    await again.unlock.unlock('passphrase', 'another one');
    expect(again.unlock.store().backups()).toEqual([]);
    await again.unlock.close();
    expect(readFileSync(join(dir, 'old', 'unknown', 'key.json'), 'utf8')).toBe(keyFile);
    expect(readdirSync(join(dir, 'old', 'unknown', 'backups'))).toHaveLength(1);
    expect(state.problem).toBe('unavailable');
  });

  it('makes the store at once, and finds it again', async () => {
    const dir = join(folder(), 'profile');
    const { keychain, entries } = keychainInMemory();
    const first = await run(dir, keychain);
    expect(first.phases).toEqual([{ name: 'waiting-keychain' }, { name: 'ready', mode: 'keychain' }]);
    setSetting(first.unlock.store(), 'a', '1');
    await first.unlock.close();

    const second = await run(dir, keychain);
    expect(second.unlock.phase()).toEqual({ name: 'ready', mode: 'keychain' });
    expect(getSetting(second.unlock.store(), 'a')).toBe('1');
    expect([...entries.keys()]).toEqual([readSidecar(dir)?.storeId]);
    expect(readFileSync(join(dir, 'store.json'), 'utf8')).not.toContain([...entries.values()][0]);
  });

  it.each(['unavailable', 'locked', 'timeout', 'denied'] as const)(
    'that is %s never makes a new key',
    async (why) => {
      const dir = folder();
      const { keychain, entries, state } = keychainInMemory();
      const first = await run(dir, keychain);
      setSetting(first.unlock.store(), 'a', '1');
      await first.unlock.close();
      const before = new Map(entries);

      state.problem = why;
      const { unlock } = await run(dir, keychain);
      expect(unlock.phase()).toEqual(problem('keychain', why));
      await unlock.start();
      expect(unlock.phase()).toEqual(problem('keychain', why));
      expect(() => unlock.store()).toThrow(Failure);

      state.problem = undefined;
      await unlock.start();
      expect(getSetting(unlock.store(), 'a')).toBe('1');
      expect(entries).toEqual(before);
    },
  );

  it('that lost the key says so; starting fresh keeps the old file, which its key still opens', async () => {
    const dir = folder();
    const { keychain, entries } = keychainInMemory();
    const first = await run(dir, keychain);
    const oldId = first.unlock.store().storeId ?? '';
    setSetting(first.unlock.store(), 'a', 'old');
    first.unlock.store().backup();
    await first.unlock.close();
    const oldKey = entries.get(oldId) ?? '';
    entries.delete(oldId);

    const { unlock } = await run(dir, keychain);
    expect(unlock.phase()).toEqual(problem('store', 'key-missing'));
    expect(entries.size).toBe(0);
    await unlock.startFresh();

    expect(unlock.phase()).toEqual({ name: 'ready', mode: 'keychain' });
    expect(getSetting(unlock.store(), 'a')).toBeUndefined();
    expect(unlock.store().storeId).not.toBe(oldId);
    expect(unlock.store().backups()).toEqual([]);
    const old = openStore({ dir: join(dir, 'old', oldId), key: Buffer.from(oldKey, 'hex') });
    expect(getSetting(old, 'a')).toBe('old');
    expect(old.backups()).toHaveLength(1);
    old.close();
  });

  it('that holds another key says wrong key, and starting fresh leaves that entry alone', async () => {
    const dir = folder();
    const { keychain, entries } = keychainInMemory();
    const first = await run(dir, keychain);
    const oldId = first.unlock.store().storeId ?? '';
    await first.unlock.close();
    entries.set(oldId, '00'.repeat(32));

    const { unlock } = await run(dir, keychain);
    expect(unlock.phase()).toEqual(problem('store', 'wrong-key'));
    await unlock.startFresh();
    expect(unlock.phase().name).toBe('ready');
    expect(entries.get(oldId)).toBe('00'.repeat(32));
    expect(entries.size).toBe(2);
  });

  it('locks and comes back', async () => {
    const { keychain } = keychainInMemory();
    const { unlock } = await run(folder(), keychain);
    setSetting(unlock.store(), 'a', '1');
    const { db } = unlock.store();
    await unlock.lock();
    expect(unlock.phase()).toEqual({ name: 'locked', mode: 'keychain' });
    expect(db.open).toBe(false);
    expect(() => unlock.store()).toThrow(new Failure({ code: 'locked' }));
    await unlock.unlock('keychain');
    expect(getSetting(unlock.store(), 'a')).toBe('1');
  });
});

describe('without a keychain', () => {
  it('asks before there is any data', async () => {
    const dir = folder();
    const { unlock } = await run(dir, keychainInMemory('unavailable').keychain);
    expect(unlock.phase()).toEqual({ name: 'choose', why: { code: 'keychain', problem: 'unavailable' } });
    expect(readdirSync(dir)).toEqual(['lock.db']);
    expect(() => unlock.store()).toThrow(new Failure({ code: 'not-ready' }));
  });

  it('takes the keychain after all when it answers', async () => {
    const { keychain, state } = keychainInMemory('locked');
    const { unlock } = await run(folder(), keychain);
    state.problem = undefined;
    await unlock.unlock('keychain');
    expect(unlock.phase()).toEqual({ name: 'ready', mode: 'keychain' });
  });

  it('works with a passphrase, start after start', async () => {
    const dir = folder();
    const { keychain } = keychainInMemory('unavailable');
    const first = await run(dir, keychain);
    expect(await failing(first.unlock.unlock('passphrase', ''))).toMatchObject({ code: 'invalid-input' });
    await first.unlock.unlock('passphrase', 'correct horse');
    setSetting(first.unlock.store(), 'a', '1');
    await first.unlock.close();

    const { unlock } = await run(dir, keychain);
    expect(unlock.phase()).toEqual({ name: 'passphrase' });
    expect(await failing(unlock.unlock('passphrase', 'wrong'))).toEqual({ code: 'passphrase-wrong' });
    expect(await failing(unlock.unlock('session'))).toEqual({ code: 'not-ready' });
    expect(unlock.phase()).toEqual({ name: 'passphrase' });
    await unlock.unlock('passphrase', 'correct horse');
    expect(getSetting(unlock.store(), 'a')).toBe('1');

    await unlock.lock();
    expect(await failing(unlock.unlock('passphrase', 'wrong'))).toEqual({ code: 'passphrase-wrong' });
    expect(unlock.phase()).toEqual({ name: 'locked', mode: 'passphrase' });
    await unlock.unlock('passphrase', 'correct horse');
    expect(getSetting(unlock.store(), 'a')).toBe('1');
  });

  it('lets a person who forgot the passphrase start fresh, and keeps file and key file', async () => {
    const dir = folder();
    const { keychain } = keychainInMemory('unavailable');
    const first = await run(dir, keychain);
    await first.unlock.unlock('passphrase', 'correct horse');
    const oldId = first.unlock.store().storeId ?? '';
    await first.unlock.close();

    const { unlock } = await run(dir, keychain);
    await unlock.startFresh();
    expect(unlock.phase().name).toBe('choose');
    const kept = readdirSync(join(dir, 'old', oldId));
    expect(kept).toEqual(expect.arrayContaining(['key.json', 'store.db', 'store.json']));
    expect(existsSync(join(dir, 'store.db'))).toBe(false);
  });

  it('works for this session only, writes nothing, and keeps the data while locked', async () => {
    const dir = folder();
    const { unlock } = await run(dir, keychainInMemory('timeout').keychain);
    await unlock.unlock('session');
    setSetting(unlock.store(), 'a', '1');
    await unlock.start();
    await unlock.lock();
    expect(() => unlock.store()).toThrow(new Failure({ code: 'locked' }));
    expect(await failing(unlock.startFresh())).toEqual({ code: 'not-ready' });
    await unlock.unlock('session');
    expect(getSetting(unlock.store(), 'a')).toBe('1');
    expect(readdirSync(dir)).toEqual(['lock.db']);
  });
});

describe('a profile that is not as it should be', () => {
  it('is refused while another instance has it, and opened once that is gone', async () => {
    const dir = folder();
    const other = lockProfile(dir);
    const { unlock } = await run(dir, keychainInMemory().keychain);
    expect(unlock.phase()).toEqual(problem('store', 'in-use'));
    expect(await failing(unlock.startFresh())).toEqual({ code: 'not-ready' });
    other.release();
    await unlock.start();
    expect(unlock.phase().name).toBe('ready');
  });

  it.each([
    ['a damaged store', 'damaged', (dir: string) => writeFileSync(join(dir, 'store.db'), 'x'.repeat(9_000))],
    ['a damaged sidecar', 'damaged', (dir: string) => writeFileSync(join(dir, 'store.json'), '{')],
    ['no sidecar', 'damaged', (dir: string) => rmSync(join(dir, 'store.json'))],
    ['a newer schema', 'newer-schema', makeNewer],
  ])('with %s says so, and can start fresh with everything kept', async (_, name, harm) => {
    const dir = folder();
    const { keychain, entries } = keychainInMemory();
    const first = await run(dir, keychain);
    await first.unlock.close();
    harm(dir);
    const harmed = readFileSync(join(dir, 'store.db'));

    const { unlock } = await run(dir, keychain);
    expect(unlock.phase()).toEqual(problem('store', name));
    expect(readFileSync(join(dir, 'store.db')).equals(harmed)).toBe(true);
    await unlock.startFresh();
    expect(unlock.phase()).toEqual({ name: 'ready', mode: 'keychain' });
    const [kept = ''] = readdirSync(join(dir, 'old'));
    expect(readFileSync(join(dir, 'old', kept, 'store.db')).equals(harmed)).toBe(true);
    expect(entries.size).toBe(2);
  });
});

function makeNewer(dir: string): void {
  const sidecar = readSidecar(dir);
  if (sidecar !== undefined) writeSidecar(dir, { ...sidecar, schemaVersion: 99 });
}
