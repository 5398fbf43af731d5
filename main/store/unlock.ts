import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyMode, Phase } from '../../core/app-state.ts';
import { assertNever, Failure, fail } from '../../core/errors.ts';
import { readKeyFile, writeKeyFile } from '../keychain/key-file.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { createStore } from './create.ts';
import { storeFiles, tryToWrite } from './files.ts';
import { lockProfile, type ProfileLock } from './lock.ts';
import { latestVersion } from './migrations.ts';
import { openMemoryStore, openStore, type Store } from './open.ts';
import { guard } from './problems.ts';
import { readSidecar, type Sidecar } from './sidecar.ts';
import { setStoreAside } from './start-fresh.ts';

export interface UnlockOptions {
  readonly dir: string;
  readonly keychain: Keychain;
  /** The profile's lock, where the caller took it already. Handed over: `close` releases it. */
  readonly lock?: ProfileLock | undefined;
  readonly onPhase?: (phase: Phase) => void;
}

/**
 * From the start to an open store, and back when the person locks.
 *
 * Calls run one after the other. What goes wrong becomes the phase `problem` (or `choose`), except a wrong passphrase,
 * which is thrown and leaves the phase, and a call that the phase does not offer, thrown as `not-ready`.
 */
export interface Unlock {
  readonly phase: () => Phase;
  /** The open store; fails with `locked` or `not-ready` otherwise. */
  readonly store: () => Store;
  /** Look at what is there and go as far as it goes without the person. Also the way out of `problem`. */
  readonly start: () => Promise<void>;
  /** The person's choice in `choose`, the passphrase in `passphrase`, the way back from `locked`. */
  readonly unlock: (mode: KeyMode, passphrase?: string) => Promise<void>;
  /** Put the store aside with its key and begin anew. */
  readonly startFresh: () => Promise<void>;
  /** Close the store and forget its key. A session's store stays in memory, since it is nowhere else. */
  readonly lock: () => Promise<void>;
  /** The end: closes the store and gives the profile back, with no word to the window. */
  readonly close: () => Promise<void>;
}

export function createUnlock({ dir, keychain, lock: profile, onPhase }: UnlockOptions): Unlock {
  const house: House = {
    dir,
    keychain,
    onPhase,
    profile,
    store: undefined,
    phase: { name: 'waiting-keychain' },
    ended: new AbortController(),
  };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void> | void): Promise<void> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    phase: () => house.phase,
    store: () => storeOf(house),
    start: () => inTurn(() => (house.store === undefined ? attempt(house, () => decide(house)) : undefined)),
    unlock: (mode, passphrase = '') => inTurn(() => attempt(house, () => unlockAs(house, mode, passphrase))),
    startFresh: () => inTurn(() => attempt(house, () => beginAnew(house))),
    lock: () => inTurn(() => lockUp(house)),
    close: () => {
      house.ended.abort();
      return inTurn(() => {
        forget(house);
        house.profile?.release();
        house.profile = undefined;
        house.phase = { name: 'waiting-keychain' };
        house.ended = new AbortController();
      });
    },
  };
}

/** What the machine holds between two calls. */
interface House {
  readonly dir: string;
  readonly keychain: Keychain;
  readonly onPhase: ((phase: Phase) => void) | undefined;
  profile: ProfileLock | undefined;
  store: Store | undefined;
  phase: Phase;
  /** Aborted by `close`, which does not wait for a keychain that waits for the person. */
  ended: AbortController;
}

function enter(house: House, phase: Phase): void {
  house.phase = phase;
  house.onPhase?.(phase);
}

/** The keychain's answer; `not-ready` when the app ends first, and then nothing may be opened any more. */
function answered<T>({ ended: { signal } }: House, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new Failure({ code: 'not-ready' }));
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}

/** Store and keychain failures are shown as a phase; the rest is for the caller. */
async function attempt(house: House, work: () => Promise<Phase>): Promise<void> {
  const before = house.phase;
  try {
    enter(house, await work());
  } catch (error) {
    if (house.ended.signal.aborted) return;
    // What was opened and then could not be used is closed, so that a retry begins at the beginning.
    if (house.store?.storeId !== undefined) forget(house);
    if (house.phase.name === 'ready') house.phase = before;
    if (!(error instanceof Failure)) throw error;
    const { detail } = error;
    if (detail.code !== 'store' && detail.code !== 'keychain') throw error;
    enter(house, { name: 'problem', error: detail });
  }
}

async function decide(house: House): Promise<Phase> {
  const { dir } = house;
  house.profile ??= lockProfile(dir);
  const sidecar = guard(dir, () => {
    tryToWrite(dir);
    return readSidecar(dir);
  });
  if (sidecar === undefined) {
    // Without its sidecar the store's key cannot be found; a new store here would hide it.
    if (existsSync(join(dir, storeFiles.database)))
      fail({ code: 'store', problem: 'damaged', path: join(dir, storeFiles.sidecar) });
    return firstStart(house);
  }
  if (sidecar.schemaVersion > latestVersion()) fail({ code: 'store', problem: 'newer-schema', path: dir });
  return sidecar.mode === 'passphrase' ? { name: 'passphrase' } : openByKeychain(house, sidecar);
}

async function firstStart(house: House): Promise<Phase> {
  enter(house, { name: 'waiting-keychain' });
  const problem = await answered(house, house.keychain.probe());
  if (problem !== 'ok') return { name: 'choose', why: { code: 'keychain', problem } };
  return create(house, 'keychain', (storeId, key) =>
    answered(house, house.keychain.write(storeId, key.toString('hex'))),
  );
}

/** The key is kept before anything is encrypted with it. Its store id is new, so no older key is in the way. */
async function create(
  house: House,
  mode: Sidecar['mode'],
  keep: (storeId: string, key: Buffer) => Promise<void>,
): Promise<Phase> {
  // A key file or backups without a store are those of one that was moved away: not ours to overwrite or prune.
  if ([storeFiles.keyFile, storeFiles.backups].some((name) => existsSync(join(house.dir, name))))
    setStoreAside(house.dir);
  const storeId = randomUUID();
  const key = randomBytes(32);
  try {
    await keep(storeId, key);
    house.store = createStore({ dir: house.dir, storeId, key, mode });
  } finally {
    key.fill(0);
  }
  return { name: 'ready', mode };
}

async function unlockAs(house: House, mode: KeyMode, passphrase: string): Promise<Phase> {
  const { phase, dir } = house;
  if (phase.name === 'locked' && phase.mode === mode && house.store !== undefined)
    return { name: 'ready', mode };
  if (phase.name === 'choose') return choose(house, mode, passphrase);
  const sidecar = phase.name === 'passphrase' || phase.name === 'locked' ? readSidecar(dir) : undefined;
  if (sidecar === undefined || sidecar.mode !== mode) return fail({ code: 'not-ready' });
  if (mode === 'keychain') return openByKeychain(house, sidecar);
  return open(house, mode, await readKeyFile(dir, sidecar.storeId, passphrase));
}

async function choose(house: House, mode: KeyMode, passphrase: string): Promise<Phase> {
  switch (mode) {
    case 'keychain':
      return firstStart(house);
    case 'session':
      house.store = openMemoryStore();
      return { name: 'ready', mode };
    case 'passphrase':
      if (passphrase === '')
        fail({ code: 'invalid-input', issues: [{ path: 'passphrase', reason: 'empty' }] });
      return create(house, mode, (storeId, key) => writeKeyFile(house.dir, storeId, key, passphrase));
    default:
      return assertNever(mode);
  }
}

async function openByKeychain(house: House, { storeId }: Sidecar): Promise<Phase> {
  enter(house, { name: 'waiting-keychain' });
  const secret = await answered(house, house.keychain.read(storeId));
  if (secret === undefined) return fail({ code: 'store', problem: 'key-missing', path: house.dir });
  return open(house, 'keychain', Buffer.from(secret, 'hex'));
}

function open(house: House, mode: Sidecar['mode'], key: Buffer): Phase {
  try {
    house.store = openStore({ dir: house.dir, key });
  } finally {
    key.fill(0);
  }
  return { name: 'ready', mode };
}

async function beginAnew(house: House): Promise<Phase> {
  const offered = ['problem', 'passphrase', 'locked'].includes(house.phase.name);
  // A store that is open (a session's, locked) or another instance's is not ours to put aside.
  if (!offered || house.store !== undefined || house.profile === undefined)
    return fail({ code: 'not-ready' });
  setStoreAside(house.dir);
  return decide(house);
}

function lockUp(house: House): void {
  if (house.phase.name !== 'ready') return;
  const { mode } = house.phase;
  if (mode !== 'session') forget(house);
  enter(house, { name: 'locked', mode });
}

function forget(house: House): void {
  house.store?.close();
  house.store = undefined;
}

function storeOf({ phase, store }: House): Store {
  if (phase.name === 'ready' && store !== undefined) return store;
  return fail({ code: phase.name === 'locked' ? 'locked' : 'not-ready' });
}
