import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMemoryStore, openStore } from '../../../main/store/open.ts';
import { readSidecar, writeSidecar } from '../../../main/store/sidecar.ts';
import { searchFolders } from '../../support/searcher.ts';
import { failureOf, filesBelow, getSetting, hasTool, made, setSetting } from './support.ts';

/** Enough rows that the middle of the file is data. */
function filled() {
  const it = made();
  it.store.transaction(() => {
    for (let n = 0; n < 200; n += 1) setSetting(it.store, `k${n}`, 'v'.repeat(1_000));
  });
  it.store.close();
  return { ...it, path: join(it.dir, 'store.db') };
}

function spoil(path: string, at: number): void {
  const content = readFileSync(path);
  for (let n = 0; n < 16; n += 1) content[at + n] = (content[at + n] ?? 0) ^ 0xff;
  writeFileSync(path, content);
}

describe('a store on disk', () => {
  it('gives back what was put in, after it was closed', () => {
    const { dir, key, store } = made();
    setSetting(store, 'a', '1');
    store.close();

    const again = openStore({ dir, key });
    expect(getSetting(again, 'a')).toBe('1');
    expect(again.storeId).toBe(store.storeId);
    again.close();
  });

  it('is set up as the design says', () => {
    const { store } = made();
    const pragma = (name: string) => store.db.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('temp_store')).toBe(2);
    expect(pragma('secure_delete')).toBe(1);
    expect(pragma('cipher')).toBe('sqlcipher');
  });

  it('is for its owner only', () => {
    const { dir, store } = made();
    setSetting(store, 'a', '1');
    store.backup();
    const modes = filesBelow(dir).map((path) => [path.slice(dir.length + 1), statSync(path).mode & 0o777]);
    expect(modes.map(([name]) => name)).toContain('store.db-wal');
    expect(modes.filter(([, mode]) => mode !== 0o600)).toEqual([]);
    expect(statSync(join(dir, 'backups')).mode & 0o777).toBe(0o700);
  });

  it('shows no value in any file, in any form', () => {
    const { dir, store } = made();
    const canary = `canary-${randomBytes(12).toString('hex')}-ümläut`;
    writeFileSync(join(dir, 'planted-utf16'), Buffer.from(`x${canary}`, 'utf16le'));
    writeFileSync(join(dir, 'planted-base64'), Buffer.from(`xx${canary}`).toString('base64'));
    expect(searchFolders([dir], [canary])).toHaveLength(2);
    rmSync(join(dir, 'planted-utf16'));
    rmSync(join(dir, 'planted-base64'));

    setSetting(store, 'secret', canary);
    expect(readFileSync(join(dir, 'store.db-wal')).length).toBeGreaterThan(0);
    expect(searchFolders([dir], [canary])).toEqual([]);
    store.backup();
    expect(searchFolders([dir], [canary])).toEqual([]);
    store.close();
    expect(searchFolders([dir], [canary])).toEqual([]);
  });

  it('has a header like no database', () => {
    const { path } = filled();
    expect(readFileSync(path).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  });

  describe.skipIf(!hasTool('sqlite3'))('beside the sqlite3 tool (needs sqlite3)', () => {
    it('cannot be opened by it', () => {
      const { path } = filled();
      const tool = spawnSync('sqlite3', [path, 'SELECT * FROM settings'], { encoding: 'utf8' });
      expect(tool.stderr).toMatch(/not a database/);
      expect(tool.stdout).toBe('');
    });
  });
});

describe('a store that cannot be opened', () => {
  const problem = (dir: string, key: Buffer) => failureOf(() => openStore({ dir, key }));

  it('tells a wrong key from a damaged file', () => {
    const { dir, key, path } = filled();
    expect(problem(dir, randomBytes(32))).toMatchObject({ code: 'store', problem: 'wrong-key' });
    spoil(path, Math.floor(statSync(path).size / 2));
    expect(problem(dir, key)).toMatchObject({ code: 'store', problem: 'damaged' });
  });

  it.each([
    ['its first page spoilt', (path: string) => spoil(path, 40)],
    ['its salt spoilt', (path: string) => spoil(path, 0)],
    ['half of it gone', (path: string) => truncateSync(path, Math.floor(statSync(path).size / 8192) * 4096)],
    ['nothing left of it', (path: string) => truncateSync(path, 0)],
    ['the file gone', (path: string) => rmSync(path)],
    ['another file in its place', (path: string) => writeFileSync(path, 'SQLite format 3\0'.repeat(1_000))],
  ])('is damaged with %s', (_, harm) => {
    const { dir, key, path } = filled();
    harm(path);
    expect(problem(dir, key)).toMatchObject({ code: 'store', problem: 'damaged' });
  });

  it.each(['', '{', '{}', '[]', '{"storeId":"x"}'])('is damaged with the sidecar %j', (text) => {
    const { dir, key } = filled();
    writeFileSync(join(dir, 'store.json'), text);
    expect(problem(dir, key)).toEqual({ code: 'store', problem: 'damaged', path: join(dir, 'store.json') });
  });

  it('is left alone when a later app made its schema, whether the sidecar says so or not', () => {
    const { dir, key, store } = made();
    store.db.pragma('user_version = 99');
    store.close();
    expect(problem(dir, key)).toMatchObject({ problem: 'newer-schema' });
    const sidecar = readSidecar(dir);
    if (sidecar === undefined) throw new Error('no sidecar');
    writeSidecar(dir, { ...sidecar, schemaVersion: 99 });
    expect(problem(dir, randomBytes(32))).toMatchObject({ problem: 'newer-schema' });
  });
});

describe('an open store whose file is spoilt', () => {
  it('says damaged where it is read, and where it is copied', () => {
    const { dir, key, path } = filled();
    const store = openStore({ dir, key });
    store.db.pragma('shrink_memory'); // drops the pages that opening has read already
    spoil(path, Math.floor(statSync(path).size / 2));
    const read = () => store.db.prepare('SELECT sum(length(value)) FROM settings').get();
    const damaged = { code: 'store', problem: 'damaged', path: dir };
    expect(failureOf(() => store.run(read))).toEqual(damaged);
    expect(failureOf(() => store.transaction(read))).toEqual(damaged);
    expect(failureOf(() => store.backup())).toEqual(damaged);
    expect(store.backups()).toEqual([]);
    store.close();
  });

  it('leaves bugs what they are', () => {
    const { store } = made();
    const bug = () => store.db.exec("INSERT INTO settings (key, value) VALUES ('a', NULL)");
    expect(() => store.transaction(bug)).toThrow(/NOT NULL/);
    expect(store.db.inTransaction).toBe(false);
  });
});

describe('a crash while the store is made', () => {
  it('leaves one that is made again under the same key', () => {
    const { dir, key, store } = made();
    store.close();
    const sidecar = readSidecar(dir);
    if (sidecar === undefined) throw new Error('no sidecar');
    writeSidecar(dir, { ...sidecar, state: 'creating', schemaVersion: 0 });
    truncateSync(join(dir, 'store.db'), 4096);

    const again = openStore({ dir, key });
    setSetting(again, 'a', '1');
    again.close();
    expect(readSidecar(dir)).toEqual(sidecar);
  });
});

describe('a store in memory', () => {
  it('has the same tables and no file', () => {
    const tables = "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name";
    const memory = openMemoryStore();
    const { store } = made();
    expect(memory.db.prepare(tables).all()).toEqual(store.db.prepare(tables).all());
    setSetting(memory, 'a', '1');
    expect(getSetting(memory, 'a')).toBe('1');
    expect(memory.backup()).toBeUndefined();
    memory.close();
  });
});
