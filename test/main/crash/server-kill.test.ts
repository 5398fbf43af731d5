import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { EnvironmentRef } from '../../../core/environment.ts';
import { noKeychain } from '../../../main/keychain/no-keychain.ts';
import { applyPlan } from '../../../main/services/apply-plan.ts';
import { addConnection } from '../../../main/services/connections-add.ts';
import { setToken } from '../../../main/services/connections-token.ts';
import type { Context } from '../../../main/services/context.ts';
import { createContext } from '../../../main/services/create-context.ts';
import { readOperations } from '../../../main/services/journal.ts';
import { planChanges } from '../../../main/services/plan-changes.ts';
import { createStore } from '../../../main/store/create.ts';
import { openStore, type Store } from '../../../main/store/open.ts';
import { type FakeServer, startServer } from '../../support/server/server.ts';
import { environmentAt, type Value, valuesOf } from '../../support/server/world.ts';

const count = 200;
const values = Object.fromEntries(Array.from({ length: count }, (_, n) => [`K${1_000 + n}`, `v${n}`]));

const open = (store: Store): Context =>
  createContext(store, {
    clipboard: { read: async () => '', write: async () => undefined },
    mode: 'session',
    keychain: noKeychain,
    openExternal: async () => undefined,
    emit: () => undefined,
  });

const heldBy = (server: FakeServer): Map<string, Value> =>
  valuesOf(server.world, environmentAt(server.world, 'dev').id);

/** A profile that knows the server, closed again. */
async function profileOf(server: FakeServer) {
  const dir = mkdtempSync(join(tmpdir(), 'platos-server-kill-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const key = randomBytes(32);
  const store = createStore({ dir, storeId: randomUUID(), key, mode: 'keychain' });
  const context = open(store);
  const { id } = await addConnection(context, { name: 'Work', url: server.url, allowHttp: false });
  await setToken(context, { id, token: server.token });
  await context.servers.workspace(id).refresh();
  context.servers.close();
  store.close();
  const projectId = server.world.projects[0]?.ref ?? '';
  const env: EnvironmentRef = { workspaceId: id, projectId, slug: 'dev' };
  return { dir, key, env };
}

/** Let a process write, and kill it once the server holds so many. */
async function killAt(
  server: FakeServer,
  { dir, key, env }: Awaited<ReturnType<typeof profileOf>>,
  many: number,
): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server-victim.ts')], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin.write(`${JSON.stringify({ dir, key: key.toString('hex'), env, values })}\n`);
  const timer = setInterval(() => {
    if (heldBy(server).size >= many) child.kill('SIGKILL');
  }, 1);
  await once(child, 'close');
  clearInterval(timer);
}

it.each([1, 20, 49, 50, 51, 75, 120, 160, 185])(
  'killed when the server has taken %i writes, it knows each of them by reading, and finishes the rest',
  async (many) => {
    const server = await startServer({ flavour: 'trigger' });
    onTestFinished(() => server.close());
    heldBy(server).clear();
    const profile = await profileOf(server);
    await killAt(server, profile, many);

    const store = openStore({ dir: profile.dir, key: profile.key });
    onTestFinished(() => store.close());
    const context = open(store);
    onTestFinished(() => context.servers.close());
    const { env } = profile;
    const [changeSet] = store.db
      .prepare<[string], { id: string; state: string }>(
        'SELECT id, state FROM change_sets WHERE workspace_id = ?',
      )
      .all(env.workspaceId);
    const changeSetId = changeSet?.id ?? '';
    expect(changeSet?.state).toBe('interrupted');
    await context.servers.workspace(env.workspaceId).refresh(env);

    const done = readOperations(context, changeSetId).filter(({ state }) => state === 'done');
    expect(done.map((row) => row.key).sort()).toEqual([...heldBy(server).keys()].sort());
    expect(
      readOperations(context, changeSetId).every(({ state }) => state === 'done' || state === 'pending'),
    ).toBe(true);

    if (done.length < count) {
      const rest = await planChanges(context, { env, source: { type: 'resume', changeSetId } });
      const { id, revision } = rest;
      await applyPlan(context, { planId: id, revision, confirmation: { slug: '', keys: [] } });
    }
    expect(Object.fromEntries([...heldBy(server)].map(([name, { value }]) => [name, value]))).toEqual(values);
    expect(new Set([...heldBy(server).values()].map(({ version }) => version))).toEqual(new Set([1]));
  },
);
