import { statfsSync } from 'node:fs';
import Database from 'better-sqlite3-multiple-ciphers';
import { Failure, type StoreProblem } from '../../core/errors.ts';

/** Runs `work` and turns what disk and database may do to it into a `store` failure; bugs pass unchanged. */
export function guard<T>(dir: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const problem = problemOf(error, dir);
    if (problem === undefined) throw error;
    throw new Failure({ code: 'store', problem, path: dir });
  }
}

function problemOf(error: unknown, dir: string): StoreProblem | undefined {
  if (error instanceof Failure || !(error instanceof Error) || !('code' in error)) return undefined;
  const code = String(error.code);
  if (error instanceof Database.SqliteError) return sqliteProblem(code, dir);
  if (['EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(code)) return 'read-only';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'no-space';
  if (code === 'EIO') return 'damaged';
  return undefined;
}

function sqliteProblem(code: string, dir: string): StoreProblem | undefined {
  // The file was taken away under us: what is open no longer is the store.
  if (code === 'SQLITE_READONLY_DBMOVED') return 'damaged';
  if (code.startsWith('SQLITE_READONLY')) return 'read-only';
  if (code.startsWith('SQLITE_FULL')) return 'no-space';
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return 'damaged';
  if (code.startsWith('SQLITE_BUSY')) return 'in-use';
  if (code.startsWith('SQLITE_IOERR')) return isFull(dir) ? 'no-space' : 'damaged';
  if (code.startsWith('SQLITE_CANTOPEN')) return isFull(dir) ? 'no-space' : 'read-only';
  return undefined;
}

/** SQLite reports a full disk as an I/O error where it grows its shared memory file. */
function isFull(dir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize < 65_536;
  } catch {
    return false;
  }
}
