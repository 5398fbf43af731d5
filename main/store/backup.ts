import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Sqlite } from './cipher.ts';
import { makeFolder, storeFiles, syncFolder } from './files.ts';
import { schemaVersionOf } from './migrations.ts';

export interface Backup {
  readonly path: string;
  readonly bytes: number;
  /** Unix milliseconds. */
  readonly at: number;
  readonly schemaVersion: number;
}

const kept = 5;
const nameOf = (at: number, version: number): string => `${String(at).padStart(14, '0')}-v${version}.db`;
const namePattern = /^(\d{14})-v(\d+)\.db$/;

/** The profile's backups, oldest first. */
export function listBackups(dir: string): readonly Backup[] {
  const folder = join(dir, storeFiles.backups);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const [, at, version] = namePattern.exec(name) ?? [];
      if (at === undefined || version === undefined) return [];
      const path = join(folder, name);
      return [{ path, bytes: statSync(path).size, at: Number(at), schemaVersion: Number(version) }];
    });
}

/**
 * Write an encrypted copy under the store's own key, and drop all but the newest: five, or more where `atLeast` is.
 *
 * `VACUUM INTO`, because SQLite's online backup cannot copy an encrypted database. Only a complete copy keeps its name.
 */
export function makeBackup(database: Sqlite, dir: string, atLeast = 0): Backup {
  const folder = join(dir, storeFiles.backups);
  makeFolder(folder);
  const schemaVersion = schemaVersionOf(database);
  // The newest by its name too, though the clock was set back since the last one.
  const at = Math.max(Date.now(), (listBackups(dir).at(-1)?.at ?? 0) + 1);
  const path = join(folder, nameOf(at, schemaVersion));
  const file = openSync(path, 'wx', 0o600);
  try {
    database.prepare('VACUUM INTO ?').run(path);
    fsyncSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  for (const old of listBackups(dir).slice(0, -Math.max(kept, atLeast))) rmSync(old.path);
  syncFolder(folder);
  return { path, bytes: statSync(path).size, at, schemaVersion };
}
