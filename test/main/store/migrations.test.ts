import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { listBackups } from '../../../main/store/backup.ts';
import { openEncrypted } from '../../../main/store/cipher.ts';
import {
  latestVersion,
  type Migration,
  migrate,
  migrations,
  schemaVersionOf,
} from '../../../main/store/migrations.ts';
import { openStore } from '../../../main/store/open.ts';
import { readSidecar } from '../../../main/store/sidecar.ts';
import { folder, getSetting, made, setSetting } from './support.ts';

const step = (version: number, sql: string): Migration => ({ version, title: `step ${version}`, sql });
const latest = latestVersion();
const addTable = step(latest + 1, 'CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT');

describe('migrations', () => {
  it('are numbered from 1 without gaps', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, n) => n + 1));
  });

  it('run once each, with a backup before each, and the sidecar tells the version', () => {
    const { dir, key, store } = made();
    setSetting(store, 'a', '1');
    store.close();
    const steps = [...migrations, addTable, step(latest + 2, 'INSERT INTO extra VALUES (7)')];

    openStore({ dir, key, migrations: steps }).close();
    const again = openStore({ dir, key, migrations: steps });

    expect(again.db.prepare('SELECT id FROM extra').pluck().all()).toEqual([7]);
    expect(getSetting(again, 'a')).toBe('1');
    expect(again.backups().map(({ schemaVersion }) => schemaVersion)).toEqual([latest, latest + 1]);
    expect(readSidecar(dir)?.schemaVersion).toBe(latest + 2);
    again.close();
  });

  it('leave a backup of the store that they began with, however many they are', () => {
    const { dir, key, store } = made();
    store.close();
    const seven = Array.from({ length: 7 }, (_, n) =>
      step(latest + 1 + n, `CREATE TABLE extra${n} (id INTEGER) STRICT`),
    );
    const moved = openStore({ dir, key, migrations: [...migrations, ...seven] });
    expect(moved.backups().map(({ schemaVersion }) => schemaVersion)).toEqual(
      seven.map(({ version }) => version - 1),
    );
    moved.backup();
    expect(moved.backups()).toHaveLength(5);
    moved.close();
  });

  it('read the lines of a journal from before there were documents as lines of variables', () => {
    const database = openEncrypted(join(folder(), 'store.db'), randomBytes(32));
    const before = migrations.filter(({ version }) => version < 5);
    migrate(database, before, () => undefined);
    database.exec(`
      INSERT INTO change_sets (id, workspace_id, project_id, slug, title, source, state, total, started_at)
      VALUES ('c', 'local', 'p', 'dev', 'Change', 'drafts', 'done', 1, 1);
      INSERT INTO operations (change_set_id, position, key, op, state) VALUES ('c', 0, 'A', '{"side":null}', 'done')`);
    migrate(database, migrations, () => undefined);
    const rows = database.prepare('SELECT resource, key FROM operations').all();
    expect(rows).toEqual([{ resource: 'variable', key: 'A' }]);
    database.close();
  });

  it.each([
    ['a mistake in its second half', 'CREATE TABLE half (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1)'],
    [
      'references left dangling',
      "INSERT INTO projects (id, organization_id, slug, name) VALUES ('p', 'gone', 'p', 'P')",
    ],
  ])('with %s leave the version before as it was', (_, sql) => {
    const { dir, key, store } = made();
    setSetting(store, 'a', '1');
    store.close();

    expect(() =>
      openStore({ dir, key, migrations: [...migrations, addTable, step(latest + 2, sql)] }),
    ).toThrow();

    const db = openStore({ dir, key, migrations: [...migrations, addTable] });
    expect(schemaVersionOf(db.db)).toBe(latest + 1);
    expect(getSetting(db, 'a')).toBe('1');
    expect(db.db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
    expect(db.db.prepare('SELECT count(*) FROM projects').pluck().get()).toBe(0);
    expect(db.db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
  });
});

describe('backups', () => {
  it('are encrypted under the same key, complete, and the newest five are kept', () => {
    const { dir, key, store } = made();
    const names: string[] = [];
    for (let n = 1; n <= 7; n += 1) {
      setSetting(store, 'n', String(n));
      names.push(store.backup()?.path ?? '');
    }

    const backups = listBackups(dir);
    expect(backups.map(({ path }) => path)).toEqual(names.slice(2));
    const held = backups.map(({ path, bytes }) => {
      expect(readFileSync(path).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
      expect(statSync(path)).toMatchObject({ size: bytes, mode: 0o100600 });
      const copy = openEncrypted(path, key);
      const value = copy.prepare("SELECT value FROM settings WHERE key = 'n'").pluck().get();
      copy.close();
      return value;
    });
    expect(held).toEqual(['3', '4', '5', '6', '7']);
  });

  it('keep the newest one though the clock was set back since those before', () => {
    const { dir, store } = made();
    vi.useFakeTimers({ now: Date.UTC(2040, 0, 1), toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    for (let n = 1; n <= 5; n += 1) store.backup();
    vi.setSystemTime(Date.UTC(2026, 0, 1));
    const made6 = store.backup();
    expect(listBackups(dir).at(-1)).toEqual(made6);
    expect(listBackups(dir)).toHaveLength(5);
  });
});

describe('purge', () => {
  it('takes a value out of the store and of every backup, and only that', () => {
    const { dir, key, store } = made();
    setSetting(store, 'rotated', 'old-secret');
    setSetting(store, 'other', 'stays');
    store.backup();
    store.backup();

    store.purge((db) => void db.prepare("DELETE FROM settings WHERE key = 'rotated'").run());

    const paths = listBackups(dir).map(({ path }) => path);
    expect(paths).toHaveLength(2);
    for (const path of paths) {
      const copy = openEncrypted(path, key);
      expect(copy.prepare('SELECT key FROM settings').pluck().all()).toEqual(['other']);
      copy.close();
    }
    expect(getSetting(store, 'rotated')).toBeUndefined();
    expect(getSetting(store, 'other')).toBe('stays');
  });

  it('deletes a backup that it cannot clean', () => {
    const { dir, store } = made();
    store.backup();
    store.db.exec('CREATE TABLE later (value TEXT) STRICT');
    store.purge((db) => void db.prepare('DELETE FROM later').run());
    expect(listBackups(dir)).toEqual([]);
  });
});
