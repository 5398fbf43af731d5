import type { EnvironmentRef } from '../../../core/environment.ts';
import { Failure } from '../../../core/errors.ts';
import { byKey } from '../../../core/variable.ts';
import type { KnownList } from './known-list.ts';
import { remoteOf } from './remote.ts';
import { type Desk, lateness, problemOf, type Slot, serverFailure } from './slots.ts';
import { type Answer, takeUnlessShrunk } from './take-list.ts';

const none: ReadonlySet<string> = new Set();

/** Ask the server for a list, or join who asks already. Fails with `server`. */
export function fetchList(desk: Desk, env: EnvironmentRef): Promise<KnownList> {
  const slot = desk.slotOf(env);
  if (slot.fetching !== undefined) return slot.fetching;
  const fetching = load(desk, env).finally(() => {
    slot.fetching = undefined;
    tell(desk, env);
  });
  slot.fetching = fetching;
  tell(desk, env);
  return fetching;
}

/** The server's list, or the one seen last where the server gives none to believe, or none in time. */
export async function newestList(desk: Desk, env: EnvironmentRef): Promise<KnownList> {
  const slot = desk.slotOf(env);
  const asking = fetchList(desk, env);
  try {
    if (slot.known === undefined) return await asking;
    const list = await desk.silence.within(asking);
    if (list !== undefined) return list;
    slot.problem = lateness(desk); // until the answer comes
    tell(desk, env);
    return slot.known;
  } catch (error) {
    if (problemOf(error) === undefined || slot.known === undefined) throw error;
    return slot.known;
  }
}

/**
 * Read after writing, alone: nobody's earlier question will do.
 *
 * @param deleted  keys whose absence is no surprise
 * @param instead  the snapshot of an earlier such reading, whose place this one takes
 */
export async function readBack(
  desk: Desk,
  env: EnvironmentRef,
  deleted: ReadonlySet<string>,
  instead: number | undefined,
): Promise<KnownList> {
  const slot = desk.slotOf(env);
  slot.writes += 1;
  try {
    return takeUnlessShrunk(desk, env, await ask(desk, env), deleted, instead);
  } catch (error) {
    note(slot, error);
    throw error;
  } finally {
    slot.writes += 1;
  }
}

async function load(desk: Desk, env: EnvironmentRef): Promise<KnownList> {
  const slot = desk.slotOf(env);
  const { writes } = slot;
  try {
    const answer = await ask(desk, env);
    // Written meanwhile: what was read back after that is newer than this.
    if (slot.writes !== writes && slot.known !== undefined) return slot.known;
    return takeUnlessShrunk(desk, env, answer, none);
  } catch (error) {
    note(slot, error);
    throw error;
  }
}

async function ask(desk: Desk, env: EnvironmentRef): Promise<Answer> {
  const { api, connection, now } = desk.parts;
  if (connection().stayOffline) throw serverFailure(desk, 'offline');
  desk.signal.throwIfAborted();
  const at = now();
  const { variables, flavour } = await heard(desk, api.listVariables(remoteOf(env), desk.signal));
  const hides = variables.some(({ value }) => value === undefined);
  const secrets = hides && connection().compareSecrets ? await readSecrets(desk, env) : undefined;
  desk.signal.throwIfAborted();
  return { list: { variables: [...variables].sort(byKey), flavour }, secrets, at };
}

/** Notes whether the server answers at all. */
async function heard<T>({ silence }: Desk, asking: Promise<T>): Promise<T> {
  try {
    const answer = await asking;
    silence.ended(undefined);
    return answer;
  } catch (error) {
    silence.ended(problemOf(error));
    throw error;
  }
}

/** For comparison only, so that a failure takes nothing away but the comparison. */
async function readSecrets(desk: Desk, env: EnvironmentRef): Promise<Answer['secrets']> {
  try {
    return await desk.parts.api.readSecrets(remoteOf(env), desk.signal);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** A list that shrank is an answer, and told as such. */
function note(slot: Slot, error: unknown): void {
  const problem = problemOf(error);
  if (problem !== undefined && problem !== 'shrank') slot.problem = problem;
}

/** Not of an environment without any list: who asked hears of it, and all others would only ask again. */
function tell({ parts, signal, slotOf }: Desk, env: EnvironmentRef): void {
  if (!signal.aborted && slotOf(env).known !== undefined) parts.changed(env);
}
