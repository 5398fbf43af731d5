import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type AppError, Failure } from '../../../core/errors.ts';
import { createStore } from '../../../main/store/create.ts';
import type { Store } from '../../../main/store/open.ts';

/** A folder that goes with the test. */
export function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'platos-console-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export interface Made {
  readonly dir: string;
  readonly key: Buffer;
  readonly store: Store;
}

export function made(dir = folder()): Made {
  const key = randomBytes(32);
  const store = createStore({ dir, key, storeId: randomUUID(), mode: 'keychain' });
  onTestFinished(() => store.close());
  return { dir, key, store };
}

export function setSetting(store: Store, key: string, value: string): void {
  const sql =
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value';
  store.transaction(() => store.db.prepare(sql).run(key, value));
}

export const getSetting = (store: Store, key: string): unknown =>
  store.db.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(key);

/** The data of the failure that `work` ends with; anything else it ends with fails the test. */
export function failureOf(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error.detail;
    throw error;
  }
  throw new Error('expected a failure');
}

export function filesBelow(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile());
}

/** A small file system of its own, for a full disk or a read-only one; only root can have it. */
export function smallDisk(size: string): {
  readonly dir: string;
  readonly remount: (options: string) => void;
} {
  const dir = folder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=700`, 'tmpfs', dir]);
  onTestFinished(() => void execFileSync('umount', ['-l', dir]));
  return { dir, remount: (options) => void execFileSync('mount', ['-o', `remount,${options}`, dir]) };
}

/** Whether file systems can be mounted here, tried and not guessed. */
export function canMount(): boolean {
  const dir = mkdtempSync(join(tmpdir(), 'platos-console-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dir], { stdio: 'ignore' });
    execFileSync('umount', [dir]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

export function hasTool(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
