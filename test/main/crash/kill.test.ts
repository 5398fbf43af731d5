import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EnvironmentRef } from '../../../core/environment.ts';
import { createContext } from '../../../main/services/create-context.ts';
import { readDraft } from '../../../main/services/drafts-table.ts';
import { readOperations } from '../../../main/services/journal.ts';
import { createStore } from '../../../main/store/create.ts';
import { openStore } from '../../../main/store/open.ts';
import { seeded } from '../../support/random.ts';
import { services } from '../../support/services.ts';
import { patchesOf, typedText, valuesBefore } from './work.ts';

const operations = 3_000;
const trials = 200;
const firstSeed = Number(process.env['KILL_SEED'] ?? 20_261_124);
/** A key press older than this may not be lost. */
const draftMs = 250;

const key = randomBytes(32);
const home = mkdtempSync(join(tmpdir(), 'platos-kill-'));
const template = join(home, 'template');
let target: EnvironmentRef;
let typing: EnvironmentRef;
/** How long an undisturbed apply takes here; kills fall within it. */
let applyMs = 0;

interface Seen {
  readonly typed: readonly (readonly [presses: number, at: number])[];
  readonly killedAt: number;
  readonly applyMs: number;
}

/** Run the victim on `dir`; kill it `afterMs` after its apply began, or let it finish. */
async function run(dir: string, seed: number, afterMs: number | undefined): Promise<Seen> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'victim.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const typed: (readonly [number, number])[] = [];
  let began = 0;
  let ended = 0;
  let timer: NodeJS.Timeout | undefined;
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [event, ...words] = line.split(' ');
    if (event === 'typed') typed.push([Number(words[0]), Number(words[1])]);
    if (event === 'applying') {
      began = Date.now();
      if (afterMs !== undefined) timer = setTimeout(() => kill(child), afterMs);
    }
    if (event === 'done') {
      ended = Date.now();
      if (afterMs === undefined) kill(child);
    }
  });
  const order = { dir, key: key.toString('hex'), seed, operations, env: target, typing };
  child.stdin.write(`${JSON.stringify(order)}\n`);
  let killedAt = 0;
  const kill = (victim: ChildProcess): void => {
    killedAt = Date.now();
    victim.kill('SIGKILL');
  };
  await gone;
  clearTimeout(timer);
  return { typed, killedAt, applyMs: ended - began };
}

beforeAll(async () => {
  const store = createStore({ dir: template, storeId: randomUUID(), key, mode: 'keychain' });
  const before = Object.fromEntries(valuesBefore(operations));
  const main = await services({ staging: before, dev: {} }, store);
  target = main.env('staging');
  typing = main.env('dev');
  store.close();
  const dir = join(home, 'calibrate');
  cpSync(template, dir, { recursive: true });
  applyMs = (await run(dir, firstSeed, undefined)).applyMs;
  rmSync(dir, { recursive: true });
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** One kill and a look at what it left. Tells how many of the operations were done. */
async function trial(seed: number): Promise<number> {
  const dir = join(home, `trial-${seed}`);
  cpSync(template, dir, { recursive: true });
  const { typed, killedAt } = await run(dir, seed, seeded(seed)() * applyMs * 1.1);
  const store = openStore({ dir, key });
  try {
    const context = createContext(store, {
      clipboard: { read: async () => '', write: async () => undefined },
      emit: () => undefined,
    });
    const applied = store.db
      .prepare<[], { id: string; state: string }>(
        'SELECT id, state FROM change_sets WHERE total = 3000 AND started_at = (SELECT max(started_at) FROM change_sets)',
      )
      .get();
    const journal = applied === undefined ? [] : readOperations(context, applied.id);
    const done = new Set(journal.filter(({ state }) => state === 'done').map((row) => row.key));
    const known = journal.every(({ state }) => state === 'done' || state === 'pending');
    expect(known, `seed ${seed}: an operation in doubt`).toBe(true);
    const model = new Map(valuesBefore(operations));
    for (const patch of patchesOf(seed, operations)) {
      if (!done.has(patch.key)) continue;
      if (patch.deleted) model.delete(patch.key);
      else model.set(patch.key, patch.value ?? '');
    }
    const rows = (await context.workspaces.get('local')?.readVariables(target)) ?? [];
    const found = new Map(rows.map((row) => [row.key, row.value]));
    expect(found, `seed ${seed}: state and journal disagree`).toEqual(model);
    if (done.size > 0 && done.size < operations) expect(applied?.state, `seed ${seed}`).toBe('interrupted');
    checkDraft(seed, readDraft(context, typing, 'TYPED')?.value, typed, killedAt);
    return done.size;
  } finally {
    store.close();
    rmSync(dir, { recursive: true });
  }
}

function checkDraft(seed: number, text: string | undefined, typed: Seen['typed'], killedAt: number): void {
  const owed = typed.findLast(([, at]) => at <= killedAt - draftMs)?.[0] ?? 0;
  const kept = Number(text?.slice(typedText(0).length - 1) ?? 0);
  expect(kept, `seed ${seed}: a draft older than ${draftMs} ms was lost`).toBeGreaterThanOrEqual(owed);
}

it(
  `survives ${trials} kills during applies of ${operations} operations and while typing`,
  async () => {
    const seeds = Array.from({ length: trials }, (_, index) => firstSeed + index);
    const counts: number[] = [];
    const queue = [...seeds];
    const worker = async (): Promise<void> => {
      for (let seed = queue.shift(); seed !== undefined; seed = queue.shift()) counts.push(await trial(seed));
    };
    await Promise.all([worker(), worker()]);
    const between = counts.filter((count) => count > 0 && count < operations).length;
    console.log(
      `kill -9: ${trials} trials, seeds ${firstSeed} to ${firstSeed + trials - 1}, apply takes ${applyMs} ms, ${between} kills between the first and the last write`,
    );
    expect(between).toBeGreaterThanOrEqual(20);
  },
  15 * 60_000,
);
