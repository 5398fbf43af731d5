import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson, type Json } from '../../core/json.ts';
import { toJournal } from '../../main/services/journal-sides.ts';
import { createStore } from '../../main/store/create.ts';
import type { Store } from '../../main/store/open.ts';
import { type MemoryKeychain, memoryKeychain } from './memory-keychain.ts';
import { type Services, services } from './services.ts';

export interface PreparedProfile {
  readonly profile: string;
  /** Holds the store's key. */
  readonly keychain: MemoryKeychain;
  readonly storeId: string;
}

type Environments = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Where the variables of an environment of the prepared project are. */
export const pathTo = (slug: string, page = 'environment-variables'): string =>
  `/w/local/orgs/acme/projects/support-bot/env/${slug}/${page}`;

/** A folder to keep a profile in; `removeFolder` it after the test. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'platos-console-test-'));
export const removeFolder = (dir: string): void => rmSync(dir, { recursive: true, force: true });

/** A profile with the project Acme / support-bot of these environments, on disk, closed. */
export async function prepareProfile(
  environments: Environments,
  fill: (made: Services, store: Store) => unknown = () => undefined,
  profile = newFolder(),
): Promise<PreparedProfile> {
  const keychain = memoryKeychain();
  const storeId = randomUUID();
  const key = randomBytes(32);
  await keychain.write(storeId, key.toString('hex'));
  const store = createStore({ dir: profile, key, storeId, mode: 'keychain' });
  try {
    await fill(await services(environments, store), store);
  } finally {
    store.close();
  }
  return { profile, keychain, storeId };
}

/**
 * Thousands of variables, written past the services because those would take minutes: every tenth is secret, every
 * seventh differs between environments, and each environment lacks some.
 */
export function fillMany({ context }: Services, store: Store, count: number): void {
  store.transaction(() => {
    const environments = store.db.prepare<[], { id: number }>('SELECT id FROM environments').all();
    const insert = store.db.prepare(
      `INSERT INTO variables (environment_id, key, value, kind, fingerprint, version, note, changed_at)
       VALUES (?, ?, ?, ?, ?, 1, NULL, ?)`,
    );
    for (const [place, { id }] of environments.entries())
      for (let n = 0; n < count; n += 1) {
        if (n % 1_000 === place) continue;
        const value = n % 7 === 0 ? `value ${n} of ${place}` : `value ${n}`;
        const kind = n % 10 === 0 ? 'secret' : 'plain';
        insert.run(
          id,
          `KEY_${String(n).padStart(5, '0')}`,
          value,
          kind,
          context.fingerprint(value),
          1_700_000_000_000,
        );
      }
  });
}

/** As many lines in the journal, the newest of them with as many operations. */
export function fillHistory({ context }: Services, store: Store, count: number): void {
  store.transaction(() => {
    const { db } = store;
    const project = db.prepare<[], { id: string }>('SELECT id FROM projects').get();
    const addSet = db.prepare(
      `INSERT INTO change_sets (id, workspace_id, project_id, slug, title, source, state, total, started_at, finished_at)
       VALUES (?, 'local', ?, 'dev', ?, 'drafts', 'done', ?, ?, ?)`,
    );
    for (let n = 0; n < count; n += 1)
      addSet.run(
        `many-${n}`,
        project?.id,
        `Change ${n}`,
        n === count - 1 ? count : 0,
        1_800_000_000_000 + n,
        1_800_000_000_000 + n,
      );
    const side = (value: string) =>
      toJournal({ value, kind: 'plain', note: undefined, fingerprint: context.fingerprint(value) });
    const addOperation = db.prepare(
      "INSERT INTO operations (change_set_id, position, key, op, inverse, state) VALUES (?, ?, ?, ?, ?, 'done')",
    );
    for (let n = 0; n < count; n += 1)
      addOperation.run(`many-${count - 1}`, n, `KEY_${String(n).padStart(5, '0')}`, side('b'), side('a'));
  });
}

/** So many agents in every environment, each with a prompt of 200 KB, and as many queues. */
export function fillDocuments({ context }: Services, store: Store, count: number): void {
  const prompt = 'Answer from the help centre only, and name the article. '.repeat(3_600);
  store.transaction(() => {
    const environments = store.db.prepare<[], { id: number }>('SELECT id FROM environments').all();
    const insert = store.db.prepare(
      `INSERT INTO documents (environment_id, resource, key, content, fingerprint, version, changed_at)
       VALUES (?, ?, ?, ?, ?, 1, ?)`,
    );
    const add = (id: number, resource: string, key: string, content: Json) => {
      const text = canonicalJson(content);
      insert.run(id, resource, key, text, context.fingerprint(text), 1_700_000_000_000);
    };
    for (const [place, { id }] of environments.entries())
      for (let n = 0; n < count; n += 1) {
        const systemPrompt = n % 7 === 0 ? `${prompt} In ${place}.` : prompt;
        add(id, 'agent', `agent-${n}`, { name: `Agent ${n}`, model: 'openai:gpt-4.1-mini', systemPrompt });
        add(id, 'queue', `queue-${n}`, {
          type: 'task',
          limit: n + place,
          override: null,
          paused: n % 9 === 0,
        });
      }
  });
}
