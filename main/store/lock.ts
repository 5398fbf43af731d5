import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { makeFolder, storeFiles, tryToWrite } from './files.ts';
import { guard } from './problems.ts';

/** Held by the one instance that works in the profile folder. */
export interface ProfileLock {
  readonly release: () => void;
}

/**
 * Take the profile folder for this process.
 *
 * Fails with `store` `in-use` when another instance holds it, `read-only` or `no-space` when it cannot be made.
 * The lock is the operating system's, on an empty database file, because Node has no file lock of its own:
 * it goes with the process, so a killed instance leaves nothing behind that keeps the next one out.
 */
export function lockProfile(dir: string): ProfileLock {
  return guard(dir, () => {
    makeFolder(dir);
    // On a read-only disk SQLite begins without locking anything.
    tryToWrite(dir);
    const path = join(dir, storeFiles.lock);
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    const database = new Database(path, { timeout: 0 });
    try {
      database.pragma('journal_mode = MEMORY');
      database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      throw error;
    }
    return { release: () => void database.close() };
  });
}
