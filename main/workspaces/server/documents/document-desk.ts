import type { EnvironmentRef } from '../../../../core/environment.ts';
import type { ServerProblem } from '../../../../core/errors.ts';
import type { DocumentsState } from '../../../../core/list-state.ts';
import { DocumentResource } from '../../../../core/resource.ts';
import { nameOf } from '../remote.ts';
import type { Silence } from '../silence.ts';
import { type Desk, silenceOf } from '../slots.ts';
import { readSeen, type SeenDocuments } from './document-lists.ts';

/** What is known of one resource of an environment. */
export interface DocumentSlot {
  known: SeenDocuments | undefined;
  /** A list that is suddenly much shorter, kept aside until the person believes it, or the next one shows that it was a fault. */
  shrank: SeenDocuments | undefined;
  /** Why the last question gave nothing. */
  problem: ServerProblem | undefined;
  fetching: Promise<SeenDocuments> | undefined;
  /** When the server was last asked for all of it, in Unix milliseconds; undefined where it is to be asked again. */
  askedAt: number | undefined;
  /** Counts what this console writes: an answer to a question from before is of no use. */
  writes: number;
  /** Something was written that the list does not show: it is asked for before it is shown again. */
  outdated: boolean;
}

/** What all that is done with documents works on. */
export interface DocumentDesk {
  readonly desk: Desk;
  /** Of the agent service, from which most of them come. */
  readonly silence: Silence;
  /** From the store when it is asked for first, then in memory. */
  readonly slotOf: (env: EnvironmentRef, resource: DocumentResource) => DocumentSlot;
}

export function createDocumentDesk(desk: Desk): DocumentDesk {
  const { store, fingerprint } = desk.parts;
  const slots = new Map<string, DocumentSlot>();
  const slotOf = (env: EnvironmentRef, resource: DocumentResource): DocumentSlot => {
    const name = `${resource} ${nameOf(env)}`;
    const slot = slots.get(name) ?? {
      known: readSeen(store, env, resource, fingerprint),
      shrank: undefined,
      problem: undefined,
      fetching: undefined,
      askedAt: undefined,
      writes: 0,
      outdated: false,
    };
    slots.set(name, slot);
    return slot;
  };
  return { desk, silence: silenceOf(desk.parts), slotOf };
}

/** How old what was seen last is; undefined where nothing was. */
export function documentsState(
  { slotOf }: DocumentDesk,
  env: EnvironmentRef,
  resource: DocumentResource,
): DocumentsState | undefined {
  const { known, shrank, problem, fetching } = slotOf(env, resource);
  if (known === undefined) return undefined;
  return {
    readAt: known.readAt,
    refreshing: fetching !== undefined,
    ...(problem === undefined ? {} : { problem }),
    ...(shrank === undefined
      ? {}
      : { shrank: { from: known.documents.length, to: shrank.documents.length, at: shrank.readAt } }),
  };
}

/** What is shown of an environment is asked for again, however new it is. */
export function askAgain({ slotOf }: DocumentDesk, env: EnvironmentRef): void {
  for (const resource of DocumentResource.options) slotOf(env, resource).askedAt = undefined;
}
