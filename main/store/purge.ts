import { rmSync } from 'node:fs';
import { listBackups } from './backup.ts';
import { openEncrypted, type Sqlite } from './cipher.ts';

/** Takes rows or values out of a database: the live one, then each backup. */
export type Scrub = (database: Sqlite) => void;

/**
 * Run `scrub` on the store and on every backup, and leave no copy in free pages or the WAL.
 *
 * A backup that cannot be scrubbed (an older schema, a damaged file) is deleted: what is purged must be gone. Backups come
 * first: where that fails, the store still has what is to go, and the same can be asked for again.
 */
export function purgeEverywhere(db: Sqlite, dir: string, key: Buffer, scrub: Scrub): void {
  for (const { path } of listBackups(dir)) if (!scrubBackup(path, key, scrub)) rmSync(path);
  scrubOne(db, scrub);
}

function scrubBackup(path: string, key: Buffer, scrub: Scrub): boolean {
  try {
    const backup = openEncrypted(path, key);
    try {
      scrubOne(backup, scrub);
      backup.pragma('journal_mode = DELETE');
      return true;
    } finally {
      backup.close();
    }
  } catch {
    return false;
  }
}

function scrubOne(db: Sqlite, scrub: Scrub): void {
  db.transaction(() => scrub(db)).immediate();
  db.exec('VACUUM');
  db.pragma('wal_checkpoint(TRUNCATE)');
}
