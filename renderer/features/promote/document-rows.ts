import type { AgentSummary, QueueRow } from '../../../core/ipc/document-calls.ts';
import { carryQueue, limitNow, type QueueSettings } from '../../../core/queue.ts';
import { rowId } from '../../../core/resource.ts';

/** An agent or a queue of the source, as it may go along. */
export interface DocumentRow {
  /** As `rowId` gives it: what is ticked. */
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** `cannot`: what it is cannot be brought about there. `absent`: nor can it be made there. */
  readonly state: 'new' | 'changes' | 'same' | 'cannot' | 'absent';
  /** What it is, on each side, in a few words. */
  readonly from: string;
  readonly to: string;
}

/** The agents of the source, each with how the target has it. */
export function agentDocuments(
  source: readonly AgentSummary[],
  target: readonly AgentSummary[],
): readonly DocumentRow[] {
  const theirs = new Map(target.map((agent) => [agent.slug, agent]));
  return source.map((agent): DocumentRow => {
    const other = theirs.get(agent.slug);
    return {
      id: rowId({ resource: 'agent', key: agent.slug }),
      key: agent.slug,
      name: agent.name,
      state: other === undefined ? 'new' : other.carried === agent.carried ? 'same' : 'changes',
      from: agent.model,
      to: other?.model ?? '',
    };
  });
}

/**
 * The queues of the source. One is the same where nothing of it would change there.
 *
 * @param mayCreate  queues can be made there; else they come with a deployment
 */
export function queueDocuments(
  source: readonly QueueRow[],
  target: readonly QueueRow[],
  mayCreate: boolean,
): readonly DocumentRow[] {
  const theirs = new Map(target.map((queue) => [queue.name, queue]));
  const missing = mayCreate ? 'new' : 'absent';
  return source.map((queue): DocumentRow => {
    const other = theirs.get(queue.name);
    return {
      id: rowId({ resource: 'queue', key: queue.name }),
      key: queue.name,
      name: queue.name,
      state: other === undefined ? missing : queueState(other, carryQueue(queue, other)),
      from: limitText(queue),
      to: other === undefined ? '' : limitText(other),
    };
  });
}

function queueState(there: QueueSettings, carried: QueueSettings | undefined): DocumentRow['state'] {
  if (carried === undefined) return 'cannot';
  return carried.override === there.override ? 'same' : 'changes';
}

/** Whether ticking it would bring about anything. */
export const mayGoAlong = ({ state }: Pick<DocumentRow, 'state'>): boolean =>
  state === 'new' || state === 'changes';

function limitText(queue: QueueSettings): string {
  const limit = limitNow(queue);
  return limit === null ? 'no limit' : `${limit.toLocaleString('en')} at a time`;
}

/** What ticking and unticking rows of one section comes to; what cannot go along, or is the same already, stays unticked. */
export function documentTicks(
  rows: readonly DocumentRow[],
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  const added = rows.filter((row) => mayGoAlong(row) && after.has(row.id) && !before.has(row.id));
  const removed = rows.filter(({ id }) => before.has(id) && !after.has(id));
  return { added: added.map(({ id }) => id), removed: removed.map(({ id }) => id) };
}
