import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lockProfile } from '../../../main/store/lock.ts';
import { openStore } from '../../../main/store/open.ts';
import { canMount, failureOf, folder, getSetting, made, setSetting, smallDisk } from './support.ts';

const root = process.getuid?.() === 0;

describe.skipIf(!canMount())('on a disk of its own (needs the right to mount)', () => {
  it('says that the disk is full, keeps what was there, and works on once there is room', () => {
    const disk = smallDisk('1m');
    const { dir, key, store } = made(disk.dir);
    setSetting(store, 'a', 'before');

    const full = failureOf(() => setSetting(store, 'a', 'x'.repeat(2_000_000)));
    expect(full).toEqual({ code: 'store', problem: 'no-space', path: dir });
    expect(getSetting(store, 'a')).toBe('before');
    expect(failureOf(() => fillUp(() => store.backup()))).toMatchObject({ problem: 'no-space' });

    disk.remount('size=20m');
    setSetting(store, 'a', 'after');
    store.close();
    const again = openStore({ dir, key });
    expect(getSetting(again, 'a')).toBe('after');
    again.close();
  });
});

describe.skipIf(!canMount() && root)('in a read-only folder (root needs the right to mount)', () => {
  it('says so, and works on once it can be written', () => {
    const { dir, allow } = readOnlyFolder();
    const locked = `${dir}/locked-before`;
    const { key, store } = made(dir);
    setSetting(store, 'a', '1');
    store.close();
    lockProfile(locked).release();
    allow(false);

    expect(failureOf(() => openStore({ dir, key }))).toMatchObject({ code: 'store', problem: 'read-only' });
    expect(failureOf(() => lockProfile(dir))).toMatchObject({ problem: 'read-only' });
    expect(failureOf(() => lockProfile(locked))).toMatchObject({ problem: 'read-only' });
    expect(failureOf(() => lockProfile(`${dir}/new`))).toMatchObject({ problem: 'read-only' });

    allow(true);
    const again = openStore({ dir, key });
    expect(getSetting(again, 'a')).toBe('1');
    again.close();
  });
});

/** Root may write whatever the mode says, so for root it is a disk that is mounted read-only. */
function readOnlyFolder(): { readonly dir: string; readonly allow: (writing: boolean) => void } {
  if (root) {
    const disk = smallDisk('2m');
    return { dir: disk.dir, allow: (writing) => disk.remount(writing ? 'rw' : 'ro') };
  }
  const dir = folder();
  return { dir, allow: (writing) => chmodSync(dir, writing ? 0o700 : 0o500) };
}

/** Until it fails: five copies are kept, each as large as the store. */
function fillUp(work: () => unknown): void {
  for (let n = 0; n < 20; n += 1) work();
}
