import type { Environment } from '../../../core/environment.ts';
import type { QueueRow } from '../../../core/ipc/document-calls.ts';

export interface QueueLine {
  readonly name: string;
  /** Undefined where only other environments have it. */
  readonly here: QueueRow | undefined;
  /** `unknown` where the list of that environment is not there. */
  readonly elsewhere: readonly {
    readonly environment: Environment;
    readonly queue: QueueRow | 'unknown' | undefined;
  }[];
}

/** The queues of here and those that only other environments have, by name. */
export function queueLines(
  here: readonly QueueRow[],
  others: readonly { readonly environment: Environment; readonly queues: readonly QueueRow[] | undefined }[],
): readonly QueueLine[] {
  const ours = new Map(here.map((queue) => [queue.name, queue]));
  const theirs = others.map(({ environment, queues }) => ({
    environment,
    queues: queues && new Map(queues.map((queue) => [queue.name, queue])),
  }));
  const names = new Set([...ours.keys(), ...theirs.flatMap(({ queues }) => [...(queues?.keys() ?? [])])]);
  return [...names].sort().map((name) => ({
    name,
    here: ours.get(name),
    elsewhere: theirs.map(({ environment, queues }) => ({
      environment,
      queue: queues === undefined ? 'unknown' : queues.get(name),
    })),
  }));
}
