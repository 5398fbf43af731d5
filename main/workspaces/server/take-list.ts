import type { EnvironmentRef } from '../../../core/environment.ts';
import type { RemoteList, RemoteVariable } from './api.ts';
import { type KnownList, knownList, rememberedAfter, sightingOf } from './known-list.ts';
import { keepLooked, keepShrank, type Looked, lookedAt, newsSince } from './marks.ts';
import { keepRemembered, readRemembered } from './remembered.ts';
import { shrankSuddenly } from './shrink.ts';
import { type Desk, type Slot, serverFailure, variablesAbove } from './slots.ts';
import { decode, encode, keepSnapshot } from './snapshots.ts';

/** What a server answered about one environment. */
export interface Answer {
  readonly list: RemoteList;
  /** Values read for comparison, to become fingerprints. */
  readonly secrets: ReadonlyMap<string, string> | undefined;
  /** When it was asked for. Unix milliseconds. */
  readonly at: number;
}

/**
 * Take a complete list for what the server holds, unless so much of it is gone that it is kept aside.
 *
 * @param deleted  keys that this console removed
 * @param instead  the snapshot whose place it takes
 * Fails: `server` (`shrank`).
 */
export function takeUnlessShrunk(
  desk: Desk,
  env: EnvironmentRef,
  { list, secrets, at }: Answer,
  deleted: ReadonlySet<string>,
  instead?: number,
): KnownList {
  const slot = desk.slotOf(env);
  const keys = new Set(list.variables.map(({ key }) => key));
  if (shrankSuddenly(slot.known?.variables.keys() ?? [], keys, deleted)) {
    slot.shrank = { at, size: keys.size, content: encode(list.variables).content };
    slot.problem = undefined;
    keepShrank(desk.parts.store, env, slot.shrank);
    throw serverFailure(desk, 'shrank');
  }
  if (desk.discoveries.learnFlavour(list.flavour)) desk.parts.changed(undefined);
  return take(desk, env, list.variables, secrets, at, instead);
}

/** Take the list that was kept aside for true. */
export function believe(desk: Desk, env: EnvironmentRef): void {
  const { shrank } = desk.slotOf(env);
  if (shrank === undefined) return;
  take(desk, env, decode(shrank.content), undefined, shrank.at);
  desk.parts.changed(env);
}

function take(
  desk: Desk,
  env: EnvironmentRef,
  variables: readonly RemoteVariable[],
  secrets: Answer['secrets'],
  at: number,
  instead?: number,
): KnownList {
  const { store, fingerprint, listed } = desk.parts;
  const slot = desk.slotOf(env);
  const known = store.transaction(() => {
    const before = readRemembered(store, env);
    const remembered = rememberedAfter(before, variables, secrets, fingerprint, at);
    keepRemembered(store, env, before, remembered);
    const snapshot = keepSnapshot(store, env, encode(variables), at, instead);
    const next = knownList(snapshot, variables, remembered, fingerprint, slot.known);
    if (slot.looked === undefined) look(desk, env, slot, { at, variables: asLooked(next) });
    if (slot.shrank !== undefined) keepShrank(store, env, undefined);
    return next;
  });
  slot.known = known;
  slot.shrank = undefined;
  slot.problem = undefined;
  slot.news = slot.looked === undefined ? undefined : newsSince(slot.looked, known);
  const above = variablesAbove(desk, env);
  const list = new Map([...known.variables].map(([key, one]) => [key, sightingOf(one, above?.get(key))]));
  wrote(desk, env, listed(env, list));
  return slot.known;
}

function look({ parts }: Desk, env: EnvironmentRef, slot: Slot, looked: Looked): void {
  slot.looked = looked;
  keepLooked(parts.store, env, looked);
}

const asLooked = ({ variables }: KnownList): Looked['variables'] =>
  new Map([...variables].map(([key, variable]) => [key, lookedAt(variable)]));

/** The person looked: news begin anew. */
export function seen(desk: Desk, env: EnvironmentRef): void {
  const slot = desk.slotOf(env);
  if (slot.known === undefined) return;
  look(desk, env, slot, { at: desk.parts.now(), variables: asLooked(slot.known) });
  slot.news = undefined;
  desk.parts.changed(env);
}

/**
 * What this console wrote is news to nobody, and its fingerprint is remembered where the value is hidden.
 *
 * @param written  the fingerprint by key; undefined for what was deleted
 */
export function wrote(
  desk: Desk,
  env: EnvironmentRef,
  written: ReadonlyMap<string, string | undefined>,
): void {
  const { store, now } = desk.parts;
  const slot = desk.slotOf(env);
  const { known, looked } = slot;
  if (known === undefined || looked === undefined || written.size === 0) return;
  const before = readRemembered(store, env);
  const remembered = new Map(before);
  const variables = new Map(known.variables);
  const asSeen = new Map(looked.variables);
  for (const [key, fingerprint] of written) {
    const variable = variables.get(key);
    if (variable === undefined) asSeen.delete(key);
    else if (variable.value === undefined && fingerprint !== undefined) {
      const one = { fingerprint, at: now(), origin: 'written' as const };
      remembered.set(key, one);
      const next = { ...variable, fingerprint, remembered: one };
      variables.set(key, next);
      asSeen.set(key, lookedAt(next));
    } else asSeen.set(key, lookedAt(variable));
  }
  slot.known = { ...known, variables };
  store.transaction(() => {
    keepRemembered(store, env, before, remembered);
    look(desk, env, slot, { at: looked.at, variables: asSeen });
  });
  slot.news = newsSince({ at: looked.at, variables: asSeen }, slot.known);
}
