import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Names inside the profile folder. */
export const storeFiles = {
  database: 'store.db',
  sidecar: 'store.json',
  keyFile: 'key.json',
  lock: 'lock.db',
  backups: 'backups',
  old: 'old',
} as const;

/** The database and what SQLite may keep beside it. */
export const databaseFiles = ['', '-wal', '-shm', '-journal'].map((end) => `${storeFiles.database}${end}`);

/** Step by step, because Node's recursive mkdir says "no such entry" where the disk is read-only. */
export function makeFolder(dir: string): void {
  if (existsSync(dir)) return;
  makeFolder(dirname(dir));
  mkdirSync(dir, { mode: 0o700 });
}

/** Fails with EROFS, EACCES or ENOSPC where nothing can be written, before anything is touched. */
export function tryToWrite(dir: string): void {
  const path = join(dir, `.try-${randomUUID()}`);
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } finally {
    rmSync(path, { force: true });
  }
}

/** After a crash there is the old content or the new, never a part. Mode 0600. */
export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = openSync(temporary, 'wx', 0o600);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
  syncFolder(dirname(path));
}

/** Makes a rename in the folder outlive a power cut. Windows cannot open folders and needs no such thing. */
export function syncFolder(dir: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(dir, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
