import type { EnvironmentRef } from '../../../core/environment.ts';
import { type AppError, Failure, type ServerProblem } from '../../../core/errors.ts';
import type { ListState } from '../../../core/list-state.ts';
import { byKey } from '../../../core/variable.ts';
import type { Freshness } from '../../../core/workspace.ts';
import type { RemoteList, RemoteVariable } from './api.ts';
import type { Discoveries } from './discovery.ts';
import { type KnownList, knownList, rememberedAfter, sightingOf } from './known-list.ts';
import { keepLooked, keepShrank, type Looked, lookedAt, newsSince, readMarks, type Shrank } from './marks.ts';
import { keepRemembered, readRemembered } from './remembered.ts';
import { nameOf, remoteOf } from './remote.ts';
import { shrankSuddenly } from './shrink.ts';
import { decode, encode, keepSnapshot, latestSnapshot } from './snapshots.ts';
import type { ServerParts } from './workspace.ts';

const hourMs = 3_600_000;
const none: ReadonlySet<string> = new Set();

/** What is known of one environment's list. */
interface Slot {
  known: KnownList | undefined;
  looked: Looked | undefined;
  shrank: Shrank | undefined;
  news: ListState['news'];
  problem: ServerProblem | undefined;
  fetching: Promise<KnownList> | undefined;
  /** Counts what this console writes: an answer to a question from before is of no use. */
  writes: number;
}

/** The lists of all environments of a workspace. */
export interface Lists {
  readonly read: (env: EnvironmentRef, freshness: Freshness) => Promise<KnownList>;
  /** Ask the server, or join who asks already. Fails with `server`. */
  readonly fetch: (env: EnvironmentRef) => Promise<KnownList>;
  readonly state: (env: EnvironmentRef) => ListState | undefined;
  readonly latest: (env: EnvironmentRef) => KnownList | undefined;
  readonly believe: (env: EnvironmentRef) => void;
  readonly seen: (env: EnvironmentRef) => void;
  /** A write is about to leave, or has come back. */
  readonly writing: (env: EnvironmentRef) => void;
  /**
   * Read after writing, alone.
   *
   * @param deleted  keys whose absence is no surprise
   */
  readonly readBack: (env: EnvironmentRef, deleted: ReadonlySet<string>) => Promise<KnownList>;
  /** What this console wrote, by key: news to nobody. A fingerprint is remembered where the value is hidden. */
  readonly wrote: (env: EnvironmentRef, written: ReadonlyMap<string, string | undefined>) => void;
}

export function createLists(parts: ServerParts, discoveries: Discoveries, signal: AbortSignal): Lists {
  const { store, fingerprint, now, api, connection, changed, listed } = parts;
  const slots = new Map<string, Slot>();

  const slotOf = (env: EnvironmentRef): Slot => {
    const name = nameOf(env);
    const there = slots.get(name);
    if (there !== undefined) return there;
    const snapshot = latestSnapshot(store, env);
    const known =
      snapshot === undefined
        ? undefined
        : knownList(snapshot, decode(snapshot.content), readRemembered(store, env), fingerprint);
    const marks = readMarks(store, env);
    const slot: Slot = {
      known,
      ...marks,
      news: known === undefined || marks.looked === undefined ? undefined : newsSince(marks.looked, known),
      problem: undefined,
      fetching: undefined,
      writes: 0,
    };
    slots.set(name, slot);
    return slot;
  };

  const look = (env: EnvironmentRef, slot: Slot, looked: Looked): void => {
    slot.looked = looked;
    keepLooked(store, env, looked);
  };

  /** Take a complete list for what the server holds. */
  const take = (
    env: EnvironmentRef,
    list: readonly RemoteVariable[],
    secrets: ReadonlyMap<string, string> | undefined,
    at: number,
  ): KnownList => {
    const slot = slotOf(env);
    const known = store.transaction(() => {
      const before = readRemembered(store, env);
      const remembered = rememberedAfter(before, list, secrets, fingerprint, at);
      keepRemembered(store, env, before, remembered);
      const snapshot = keepSnapshot(store, env, encode(list), at);
      const next = knownList(snapshot, list, remembered, fingerprint, slot.known);
      if (slot.looked === undefined) look(env, slot, { at, variables: lookedAtAll(next) });
      if (slot.shrank !== undefined) keepShrank(store, env, undefined);
      return next;
    });
    slot.known = known;
    slot.shrank = undefined;
    slot.problem = undefined;
    slot.news = slot.looked === undefined ? undefined : newsSince(slot.looked, known);
    listed(env, new Map([...known.variables].map(([key, one]) => [key, sightingOf(one)])));
    return known;
  };

  /** The same, unless so much of it is gone that it is kept aside and asked about. */
  const takeUnlessShrunk = (env: EnvironmentRef, answer: Answer, deleted: ReadonlySet<string>): KnownList => {
    const slot = slotOf(env);
    const list = inOrder(answer.list.variables);
    const keys = new Set(list.map(({ key }) => key));
    if (!shrankSuddenly(slot.known?.variables.keys() ?? [], keys, deleted)) {
      if (discoveries.learnFlavour(answer.list.flavour)) changed(undefined);
      return take(env, list, answer.secrets, answer.at);
    }
    slot.shrank = { at: answer.at, size: list.length, content: encode(list).content };
    slot.problem = undefined;
    keepShrank(store, env, slot.shrank);
    throw failure('shrank');
  };

  const failure = (problem: ServerProblem): Failure =>
    new Failure({ code: 'server', problem, server: connection().name });

  const ask = async (env: EnvironmentRef): Promise<Answer> => {
    if (connection().stayOffline || signal.aborted) throw failure('offline');
    const at = now();
    const list = await api.listVariables(remoteOf(env), signal);
    const hides = list.variables.some(({ value }) => value === undefined);
    const secrets = hides && connection().compareSecrets ? await readSecrets(env) : undefined;
    if (signal.aborted) throw failure('offline');
    return { list, secrets, at };
  };

  /** For comparison only, so that a failure takes nothing away but the comparison. */
  const readSecrets = async (env: EnvironmentRef): Promise<ReadonlyMap<string, string> | undefined> => {
    try {
      return await api.readSecrets(remoteOf(env), signal);
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  };

  const load = async (env: EnvironmentRef): Promise<KnownList> => {
    const slot = slotOf(env);
    const { writes } = slot;
    try {
      const answer = await ask(env);
      // Written meanwhile: what was read back after that is newer than this.
      if (slot.writes !== writes && slot.known !== undefined) return slot.known;
      return takeUnlessShrunk(env, answer, none);
    } catch (error) {
      note(slot, error);
      throw error;
    }
  };

  /** What an environment without a list could not do is told to who asked: to tell all others makes them ask again. */
  const told = (env: EnvironmentRef): void => {
    if (slotOf(env).known !== undefined) changed(env);
  };

  const fetch = (env: EnvironmentRef): Promise<KnownList> => {
    const slot = slotOf(env);
    if (slot.fetching !== undefined) return slot.fetching;
    const fetching = load(env).finally(() => {
      slot.fetching = undefined;
      if (!signal.aborted) told(env);
    });
    slot.fetching = fetching;
    told(env);
    return fetching;
  };

  const newest = async (env: EnvironmentRef): Promise<KnownList> => {
    try {
      return await fetch(env);
    } catch (error) {
      const { known } = slotOf(env);
      if (problemOf(error) === undefined || known === undefined) throw error;
      return known;
    }
  };

  return {
    fetch,
    latest: (env) => slotOf(env).known,
    read: async (env, freshness) => {
      if (freshness === 'server') return fetch(env);
      return freshness === 'newest' ? newest(env) : (slotOf(env).known ?? fetch(env));
    },
    state: (env) => {
      const { known, news, problem, fetching, shrank } = slotOf(env);
      if (known === undefined) return undefined;
      const { maxAgeHours } = connection();
      return {
        readAt: known.seenAt,
        tooOld: maxAgeHours !== undefined && now() - known.seenAt > maxAgeHours * hourMs,
        refreshing: fetching !== undefined,
        ...(problem === undefined ? {} : { problem }),
        ...(shrank === undefined ? {} : { shrank: sizes(known, shrank) }),
        ...(news === undefined ? {} : { news }),
      };
    },
    believe: (env) => {
      const { shrank } = slotOf(env);
      if (shrank === undefined) return;
      take(env, decode(shrank.content), undefined, shrank.at);
      changed(env);
    },
    seen: (env) => {
      const slot = slotOf(env);
      if (slot.known === undefined) return;
      look(env, slot, { at: now(), variables: lookedAtAll(slot.known) });
      slot.news = undefined;
      changed(env);
    },
    writing: (env) => {
      slotOf(env).writes += 1;
    },
    readBack: async (env, deleted) => {
      const slot = slotOf(env);
      slot.writes += 1;
      try {
        return takeUnlessShrunk(env, await ask(env), deleted);
      } catch (error) {
        note(slot, error);
        throw error;
      } finally {
        slot.writes += 1;
      }
    },
    wrote: (env, written) => {
      const slot = slotOf(env);
      const { known, looked } = slot;
      if (known === undefined || looked === undefined || written.size === 0) return;
      const before = readRemembered(store, env);
      const remembered = new Map(before);
      const seen = new Map(looked.variables);
      const variables = new Map(known.variables);
      const at = now();
      for (const [key, print] of written) {
        const variable = variables.get(key);
        if (variable === undefined) seen.delete(key);
        else if (variable.value === undefined && print !== undefined) {
          const one = { fingerprint: print, at, origin: 'written' as const };
          remembered.set(key, one);
          variables.set(key, { ...variable, fingerprint: print, remembered: one });
        }
        const settled = variables.get(key);
        if (settled !== undefined) seen.set(key, lookedAt(settled));
      }
      slot.known = { ...known, variables };
      store.transaction(() => {
        keepRemembered(store, env, before, remembered);
        look(env, slot, { at: looked.at, variables: seen });
      });
      slot.news = newsSince({ at: looked.at, variables: seen }, slot.known);
    },
  };
}

interface Answer {
  readonly list: RemoteList;
  readonly secrets: ReadonlyMap<string, string> | undefined;
  readonly at: number;
}

/** Sorted, each key once. */
const inOrder = (variables: readonly RemoteVariable[]): readonly RemoteVariable[] =>
  [...new Map(variables.map((one) => [one.key, one])).values()].sort(byKey);

const lookedAtAll = ({ variables }: KnownList): Looked['variables'] =>
  new Map([...variables].map(([key, variable]) => [key, lookedAt(variable)]));

const sizes = (known: KnownList, shrank: Shrank): NonNullable<ListState['shrank']> => ({
  from: known.variables.size,
  to: shrank.size,
  at: shrank.at,
});

/** A list that shrank is an answer: it is told as such. */
function note(slot: Slot, error: unknown): void {
  const problem = problemOf(error);
  if (problem !== undefined && problem !== 'shrank') slot.problem = problem;
}

/** Why a server did not answer; undefined for a failure of another sort. */
export function problemOf(error: unknown): ServerProblem | undefined {
  const detail: AppError | undefined = error instanceof Failure ? error.detail : undefined;
  return detail?.code === 'server' ? detail.problem : undefined;
}
