import type { EnvironmentRef } from '../../../core/environment.ts';
import { type AppError, Failure, type ServerProblem } from '../../../core/errors.ts';
import type { ListState } from '../../../core/list-state.ts';
import { reportBug } from '../../bugs.ts';
import type { Discoveries } from './discovery.ts';
import { type KnownList, type KnownVariable, knownList } from './known-list.ts';
import { type Looked, newsSince, readMarks, type Shrank } from './marks.ts';
import { readRemembered } from './remembered.ts';
import { nameOf, parentOf } from './remote.ts';
import { createSilence, type Silence } from './silence.ts';
import { decode, latestSnapshot } from './snapshots.ts';
import type { ServerParts } from './workspace.ts';

/** What is known of one environment's list. */
export interface Slot {
  known: KnownList | undefined;
  looked: Looked | undefined;
  shrank: Shrank | undefined;
  news: ListState['news'];
  problem: ServerProblem | undefined;
  fetching: Promise<KnownList> | undefined;
  /** Counts what this console writes: an answer to a question from before is of no use. */
  writes: number;
}

/** What all that is done with lists works on. */
export interface Desk {
  readonly parts: ServerParts;
  readonly discoveries: Discoveries;
  /** Aborted once the workspace is closed. */
  readonly signal: AbortSignal;
  /** Of the server; the agent service has one of its own. */
  readonly silence: Silence;
  /** Of an environment: from the store when it is asked for first, then in memory. */
  readonly slotOf: (env: EnvironmentRef) => Slot;
}

export function createDesk(parts: ServerParts, discoveries: Discoveries, signal: AbortSignal): Desk {
  const slots = new Map<string, Slot>();
  const slotOf = (env: EnvironmentRef): Slot => {
    const name = nameOf(env);
    const slot = slots.get(name) ?? loadSlot(parts, env);
    slots.set(name, slot);
    return slot;
  };
  return { parts, discoveries, signal, silence: silenceOf(parts), slotOf };
}

/** An expected failure of what nobody waits for is noted in its slot, and shown with what was seen last. */
export const silenceOf = ({ newId }: Pick<ServerParts, 'newId'>): Silence =>
  createSilence((error) => {
    if (!(error instanceof Failure)) reportBug(newId(), 'a reading behind a plan', error);
  });

/** Why what is asked takes so long. */
export const lateness = ({ parts }: Desk): ServerProblem =>
  parts.api.waiting().until === undefined && parts.agentService.waiting().until === undefined
    ? 'timeout'
    : 'busy';

function loadSlot({ store, fingerprint }: ServerParts, env: EnvironmentRef): Slot {
  const snapshot = latestSnapshot(store, env);
  const { looked, shrank } = readMarks(store, env);
  const known =
    snapshot === undefined
      ? undefined
      : knownList(snapshot, decode(snapshot.content), readRemembered(store, env), fingerprint);
  const news = known === undefined || looked === undefined ? undefined : newsSince(looked, known);
  return { known, looked, shrank, news, problem: undefined, fetching: undefined, writes: 0 };
}

/** The variables that show through on a branch, as last seen; undefined for what is no branch. */
export function variablesAbove(
  { slotOf, discoveries }: Desk,
  env: EnvironmentRef,
): ReadonlyMap<string, KnownVariable> | undefined {
  const parent = parentOf(env);
  const isOnItsOwn = parent === undefined || discoveries.flavour() === 'platos-tenancy';
  return isOnItsOwn ? undefined : slotOf(parent).known?.variables;
}

export function serverFailure({ parts }: Desk, problem: ServerProblem): Failure {
  return new Failure({ code: 'server', problem, server: parts.connection().name });
}

/** Why a server did not answer; undefined for a failure of another sort. */
export function problemOf(error: unknown): ServerProblem | undefined {
  const detail: AppError | undefined = error instanceof Failure ? error.detail : undefined;
  if (detail?.code === 'agent-access') return detail.code;
  return detail?.code === 'server' ? detail.problem : undefined;
}
