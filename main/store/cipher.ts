import { closeSync, existsSync, openSync } from 'node:fs';
import Database from 'better-sqlite3-multiple-ciphers';
import { fail } from '../../core/errors.ts';

export type Sqlite = Database.Database;

/**
 * Open an encrypted database, made if it is not there.
 *
 * SQLCipher's format (AES-256, HMAC-SHA-512 per page): as fast here as the library's own default, and its files can
 * be rescued with their key by tools other than ours. Journal and WAL pages are encrypted like those of the file.
 */
export function openEncrypted(path: string, key: Buffer): Sqlite {
  // SQLite gives the WAL the mode of the database, and makes that one readable for all unless it is there already.
  if (!existsSync(path)) closeSync(openSync(path, 'wx', 0o600));
  const database = new Database(path);
  try {
    database.pragma("cipher = 'sqlcipher'");
    setKey(database, key);
    configure(database);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

export function openInMemory(): Sqlite {
  const database = new Database(':memory:');
  configure(database);
  return database;
}

/** Fails as damaged unless every page is there, is authentic and fits the others. */
export function checkHealth(database: Sqlite, path: string): void {
  const answer = database.pragma('quick_check(1)', { simple: true });
  if (answer !== 'ok') fail({ code: 'store', problem: 'damaged', path });
}

/** Compiling a statement takes longer than running it, so each text is compiled once. None is iterated by hand. */
function keepStatements(database: Sqlite): void {
  const compile = database.prepare.bind(database);
  const kept = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const statement = kept.get(sql) ?? compile(sql);
    kept.set(sql, statement);
    return statement;
  };
  Object.assign(database, { prepare });
}

function configure(database: Sqlite): void {
  keepStatements(database);
  database.pragma('foreign_keys = ON');
  database.pragma('temp_store = MEMORY');
  database.pragma('secure_delete = ON');
}

/** The 32 bytes themselves (`x'…'`), not a passphrase to derive from; kept out of SQL text. */
function setKey(database: Sqlite, key: Buffer): void {
  const raw = Buffer.from(`x'${key.toString('hex')}'`, 'latin1');
  database.key(raw);
  raw.fill(0);
}
