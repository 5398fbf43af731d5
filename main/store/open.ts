import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../../core/errors.ts';
import { type Backup, listBackups, makeBackup } from './backup.ts';
import { checkHealth, openEncrypted, openInMemory, type Sqlite } from './cipher.ts';
import { databaseFiles, storeFiles, tryToWrite } from './files.ts';
import { latestVersion, type Migration, migrate, migrations, schemaVersionOf } from './migrations.ts';
import { guard } from './problems.ts';
import { purgeEverywhere, type Scrub } from './purge.ts';
import { keyCheckOf, readSidecar, type Sidecar, writeSidecar } from './sidecar.ts';

/**
 * The open store. What goes wrong with the disk or the file comes out of its methods as a `store` failure;
 * once it is closed they fail with `locked`.
 */
export interface Store {
  /** Undefined for a store in memory. */
  readonly storeId: string | undefined;
  readonly db: Sqlite;
  /** Runs a read or write, outside of a transaction of ours, with failures mapped. */
  readonly run: <T>(work: () => T) => T;
  /** All of `work` or nothing of it, on disk when this returns. `work` is synchronous; may be nested. */
  readonly transaction: <T>(work: () => T) => T;
  /** Undefined for a store in memory. */
  readonly backup: () => Backup | undefined;
  readonly backups: () => readonly Backup[];
  /** Takes something out of the database, its free pages, its WAL and every backup. */
  readonly purge: (scrub: Scrub) => void;
  readonly close: () => void;
}

export interface OpenOptions {
  readonly dir: string;
  /** 32 bytes. Copied; the copy is wiped by `close`. */
  readonly key: Buffer;
  readonly migrations?: readonly Migration[];
}

/**
 * Open the profile's store and bring its schema up to date.
 *
 * Fails with `store`: `newer-schema`, `wrong-key`, `read-only`, `no-space`, `damaged`. The caller holds the profile's lock.
 */
export function openStore({ dir, key, migrations: steps = migrations }: OpenOptions): Store {
  return guard(dir, () => {
    const path = join(dir, storeFiles.database);
    const sidecar =
      readSidecar(dir) ?? fail({ code: 'store', problem: 'damaged', path: join(dir, storeFiles.sidecar) });
    if (sidecar.schemaVersion > latestVersion(steps)) fail({ code: 'store', problem: 'newer-schema', path });
    if (sidecar.keyCheck !== keyCheckOf(key)) fail({ code: 'store', problem: 'wrong-key', path });
    tryToWrite(dir);
    if (sidecar.state === 'creating')
      for (const name of databaseFiles) rmSync(join(dir, name), { force: true });
    else if (!existsSync(path) || statSync(path).size === 0)
      // Opening an empty file would make it a new database.
      fail({ code: 'store', problem: 'damaged', path });
    const db = openEncrypted(path, key);
    try {
      prepare(db, sidecar, dir, steps);
    } catch (error) {
      db.close();
      throw error;
    }
    return onDisk(db, sidecar.storeId, dir, Buffer.from(key));
  });
}

/** The store of a session that keeps nothing: the same tables, in memory. */
export function openMemoryStore(): Store {
  const db = openInMemory();
  migrate(db, migrations, () => undefined);
  return {
    storeId: undefined,
    db,
    run: (work) => work(),
    transaction: (work) => db.transaction(work).immediate(),
    backup: () => undefined,
    backups: () => [],
    purge: (scrub) => db.transaction(() => scrub(db)).immediate(),
    close: () => void db.close(),
  };
}

function prepare(db: Sqlite, sidecar: Sidecar, dir: string, steps: readonly Migration[]): void {
  const path = join(dir, storeFiles.database);
  checkHealth(db, path);
  // A file cut to nothing passes for a new database.
  if (sidecar.state === 'ready' && schemaVersionOf(db) === 0)
    fail({ code: 'store', problem: 'damaged', path });
  // However many steps, the store that they began with stays.
  migrate(db, steps, (due) => makeBackup(db, dir, due));
  const schemaVersion = schemaVersionOf(db);
  if (sidecar.state !== 'ready' || sidecar.schemaVersion !== schemaVersion)
    writeSidecar(dir, { ...sidecar, state: 'ready', schemaVersion });
}

function onDisk(db: Sqlite, storeId: string, dir: string, key: Buffer): Store {
  const run = <T>(work: () => T): T => {
    // A call that was under way when the store was locked.
    if (!db.open) fail({ code: 'locked' });
    return guard(dir, work);
  };
  return {
    storeId,
    db,
    run,
    transaction: (work) => run(() => db.transaction(work).immediate()),
    backup: () => run(() => makeBackup(db, dir)),
    backups: () => run(() => listBackups(dir)),
    purge: (scrub) => run(() => purgeEverywhere(db, dir, key, scrub)),
    close: () => {
      db.close();
      key.fill(0);
    },
  };
}
