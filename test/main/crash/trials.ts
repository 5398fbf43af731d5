import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import type { EnvironmentRef } from '../../../core/environment.ts';
import { noKeychain } from '../../../main/keychain/no-keychain.ts';
import type { Context } from '../../../main/services/context.ts';
import { createContext } from '../../../main/services/create-context.ts';
import { readDraft } from '../../../main/services/drafts-table.ts';
import { readOperations } from '../../../main/services/journal.ts';
import { createStore } from '../../../main/store/create.ts';
import { openStore } from '../../../main/store/open.ts';
import { seeded } from '../../support/random.ts';
import { services } from '../../support/services.ts';
import { patchesOf, typedText, valuesBefore } from './work.ts';

export const operations = 3_000;
/** A key press older than this may not be lost. */
const draftMs = 250;
/** A beat of every 10 ms that comes later than this was kept waiting. */
const lateMs = 20;

/** What one kill left behind. */
export interface Trial {
  readonly seed: number;
  /** Operations done before the kill, by the journal. */
  readonly done: number;
  /** Operations of which the journal does not know whether they were done. */
  readonly inDoubt: number;
  /** The variables are not what the journal says was done. */
  readonly disagrees: boolean;
  /** Some operations were done, others not, and the change set does not say so. */
  readonly unnoticed: boolean;
  /** What was typed more than 250 ms before the kill is not in the draft. */
  readonly draftLost: boolean;
  /** The victim ended before it was killed. */
  readonly endedAlone: boolean;
  /** The figures behind `draftLost`: key presses, and ms. */
  readonly draft: { readonly owed: number; readonly kept: number; readonly starvedMs: number };
}

/** What is wrong after a trial, by name and with its figures; nothing where all is well. */
export function faultsOf(trial: Trial): readonly string[] {
  const { seed, done, inDoubt, disagrees, unnoticed, draftLost, endedAlone, draft } = trial;
  const { owed, kept, starvedMs } = draft;
  return [
    ...(inDoubt > 0 ? [`${inDoubt} operations in doubt`] : []),
    ...(disagrees ? ['the variables are not what the journal says'] : []),
    ...(unnoticed ? ['applied in part, and not called interrupted'] : []),
    ...(draftLost ? [`draft lost: ${kept} of ${owed} key presses, starved for ${starvedMs} ms`] : []),
    ...(endedAlone ? ['ended before it was killed'] : []),
  ].map((fault) => `seed ${seed}, ${done} done: ${fault}`);
}

export interface Kills {
  /** How long an undisturbed apply takes here, in ms; kills fall within it. */
  readonly applyMs: number;
  readonly trial: (seed: number) => Promise<Trial>;
  readonly remove: () => void;
}

interface Setting {
  readonly home: string;
  readonly key: Buffer;
  readonly target: EnvironmentRef;
  readonly typing: EnvironmentRef;
}

/** Makes the store that every trial begins with and learns how long an apply takes. */
export async function prepareKills(firstSeed: number): Promise<Kills> {
  const home = mkdtempSync(join(tmpdir(), 'platos-kill-'));
  const template = join(home, 'template');
  const key = randomBytes(32);
  const store = createStore({ dir: template, storeId: randomUUID(), key, mode: 'keychain' });
  const main = await services({ staging: Object.fromEntries(valuesBefore(operations)), dev: {} }, store);
  const setting = { home, key, target: main.env('staging'), typing: main.env('dev') };
  store.close();
  const dir = join(home, 'calibrate');
  cpSync(template, dir, { recursive: true });
  const { applyMs } = await run(setting, dir, firstSeed, undefined);
  rmSync(dir, { recursive: true });
  return {
    applyMs,
    remove: () => rmSync(home, { recursive: true, force: true }),
    trial: async (seed) => {
      const copy = join(home, `trial-${seed}`);
      cpSync(template, copy, { recursive: true });
      try {
        const seen = await run(setting, copy, seed, seeded(seed)() * applyMs * 1.1);
        return await look(setting, copy, seed, seen);
      } finally {
        rmSync(copy, { recursive: true, force: true }); // in vain after a failure: that is the one to tell
      }
    },
  };
}

/** See `pulse.ts`. */
interface Beat {
  readonly at: number;
  readonly runnable: boolean;
  readonly usedMs: number;
}

interface Seen {
  readonly typed: readonly (readonly [presses: number, at: number])[];
  /** When the victim's idle thread was seen to live, and what it saw its main thread do. */
  readonly beats: readonly Beat[];
  readonly killedAt: number;
  readonly applyMs: number;
}

/** Run the victim on `dir`; kill it `afterMs` after its apply began, or let it finish. */
async function run(
  { key, target, typing }: Setting,
  dir: string,
  seed: number,
  afterMs: number | undefined,
): Promise<Seen> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'victim.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const typed: (readonly [number, number])[] = [];
  const beats: Beat[] = [];
  let [began, ended, killedAt] = [0, 0, 0];
  let timer: NodeJS.Timeout | undefined;
  const kill = (victim: ChildProcess): void => {
    killedAt = Date.now();
    victim.kill('SIGKILL');
  };
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [event, ...words] = line.split(' ');
    if (event === 'typed') typed.push([Number(words[0]), Number(words[1])]);
    if (event === 'beat')
      beats.push({ at: Number(words[0]), runnable: words[1] === '1', usedMs: Number(words[2]) });
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
  await gone;
  clearTimeout(timer);
  return { typed, beats, killedAt, applyMs: ended - began };
}

/** Opens what the victim left, as the next start would, and holds it against the model. */
async function look(setting: Setting, dir: string, seed: number, seen: Seen): Promise<Trial> {
  const store = openStore({ dir, key: setting.key });
  try {
    const context = createContext(store, {
      clipboard: { read: async () => '', write: async () => undefined },
      mode: 'session',
      keychain: noKeychain,
      openExternal: async () => undefined,
      emit: () => undefined,
    });
    const applied = store.db
      .prepare<[], { id: string; state: string }>(
        'SELECT id, state FROM change_sets WHERE total = 3000 AND started_at = (SELECT max(started_at) FROM change_sets)',
      )
      .get();
    const journal = applied === undefined ? [] : readOperations(context, applied.id);
    const done = new Set(journal.filter(({ state }) => state === 'done').map((row) => row.key));
    const rows = (await context.workspaces.get('local')?.readVariables(setting.target)) ?? [];
    const found = new Map(rows.map((row) => [row.key, row.value]));
    const draft = draftAfter(context, setting.typing, seen);
    const partly = done.size > 0 && done.size < operations;
    return {
      seed,
      done: done.size,
      inDoubt: journal.filter(({ state }) => state !== 'done' && state !== 'pending').length,
      disagrees: !isDeepStrictEqual(found, modelAfter(seed, done)),
      unnoticed: partly && applied?.state !== 'interrupted',
      draftLost: draft.kept < draft.owed,
      endedAlone: seen.killedAt === 0,
      draft,
    };
  } finally {
    store.close();
  }
}

function modelAfter(seed: number, done: ReadonlySet<string>): ReadonlyMap<string, string> {
  const model = new Map(valuesBefore(operations));
  for (const patch of patchesOf(seed, operations)) {
    if (!done.has(patch.key)) continue;
    if (patch.deleted) model.delete(patch.key);
    else model.set(patch.key, patch.value ?? '');
  }
  return model;
}

function draftAfter(context: Context, typing: EnvironmentRef, seen: Seen): Trial['draft'] {
  const starved = starvedMs(seen);
  const before = seen.killedAt - draftMs - starved;
  const owed = seen.typed.findLast(([, at]) => at <= before)?.[0] ?? 0;
  const text = readDraft(context, typing, 'TYPED')?.value;
  return { owed, kept: Number(text?.slice(typedText(0).length - 1) ?? 0), starvedMs: starved };
}

/**
 * How long, of its last second, the victim had no processor: what its idle thread beat late, or the time that its main
 * thread wanted to run and did not. 0 on a machine at rest, and for a main that blocks its own loop: that one runs.
 */
function starvedMs({ beats, killedAt }: Seen): number {
  const last = beats.filter(({ at }) => at > killedAt - 1_000);
  const ends = [...last.map(({ at }) => at), killedAt];
  const late = sum(ends.map((at, index) => Math.max(0, at - (ends[index - 1] ?? at) - lateMs)));
  const wanted = sum(
    last.map(({ at, runnable }, index) => (runnable ? at - (last[index - 1]?.at ?? at) : 0)),
  );
  const used = (last.at(-1)?.usedMs ?? 0) - (last[0]?.usedMs ?? 0);
  return Math.max(late, wanted - used);
}

const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + part, 0);

/** Runs trials two at a time. One that fails ends the run when the other one has ended: nothing is pulled from under it. */
export async function runTrials(kills: Kills, seeds: readonly number[]): Promise<readonly Trial[]> {
  const queue = [...seeds];
  const trials: Trial[] = [];
  const worker = async (): Promise<void> => {
    for (let seed = queue.shift(); seed !== undefined; seed = queue.shift())
      try {
        trials.push(await kills.trial(seed));
      } catch (error) {
        queue.length = 0;
        throw new Error(`the trial of seed ${seed} failed`, { cause: error });
      }
  };
  const ended = await Promise.allSettled([worker(), worker()]);
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return trials;
}

/** How many kills fell between the first and the last write. */
export const countBetween = (trials: readonly Trial[]): number =>
  trials.filter(({ done }) => done > 0 && done < operations).length;
