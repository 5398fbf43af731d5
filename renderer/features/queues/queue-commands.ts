import type { DocumentChange } from '../../../core/document.ts';
import type { QueueRow } from '../../../core/ipc/document-calls.ts';
import { type QueueSettings, queueText } from '../../../core/queue.ts';
import type { Command } from '../../commands/command.ts';
import { openReview } from '../../review/review-state.ts';
import type { Here } from '../../router/use-env.ts';
import { toastHere } from '../../state/toasts.ts';

interface Means {
  readonly here: Here;
  /** The ticked queues of this environment, else the one that keys act on. */
  readonly meant: readonly QueueRow[];
  /** The queue that keys act on, of here or not. */
  readonly active: string | undefined;
  readonly untick: () => void;
  readonly open: (what: 'override' | 'new') => void;
  readonly focusFilter: () => void;
}

/** One queue's settings as a change; `null` removes them. */
export const queueChange = (queue: QueueRow, next: QueueSettings | null): DocumentChange => ({
  resource: 'queue',
  key: queue.name,
  content: next === null ? null : queueText(next),
  base: queue.fingerprint,
});

export const notHereText = (queue: string, environment: string): string =>
  `${queue} is not in ${environment}: only other environments have it.`;

/** What can be done with queues in the environment of the path: each through a review. */
export function queueCommands({ here, meant, active, untick, open, focusFilter }: Means) {
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `queues.${id}`,
    title,
    group: 'Queues',
    keys,
    run,
  });
  const review = (next: (queue: QueueRow) => QueueSettings | null) => {
    const documents = meant.map((queue) => queueChange(queue, next(queue)));
    void openReview(here.ref, { type: 'edits', documents }, untick);
  };
  const any = () => meant.length > 0;
  const onMeant = (run: () => void) => () => {
    if (any()) run();
    else if (active !== undefined) toastHere('info', notHereText(active, here.environment.name));
  };
  // A key on a queue of elsewhere says so, and does not fall silent.
  const some = () => any() || active !== undefined;
  const mayCreate = here.workspace.capabilities.includes('queues.create');
  const resumes = meant.length > 0 && meant.every(({ paused }) => paused);
  return {
    pause: {
      ...command(
        'pause',
        resumes ? 'Resume…' : 'Pause…',
        ['p'],
        onMeant(() => review((queue) => ({ ...queue, paused: !resumes }))),
      ),
      enabled: some,
    },
    override: {
      ...command(
        'override',
        'Set another limit…',
        ['o'],
        onMeant(() => open('override')),
      ),
      enabled: some,
    },
    reset: {
      ...command('reset', 'Reset to its own limit…', ['r'], () =>
        review((queue) => ({ ...queue, override: null })),
      ),
      enabled: () => meant.some(({ override }) => override !== null),
    },
    create: { ...command('new', 'New queue…', ['n'], () => open('new')), enabled: () => mayCreate },
    remove: {
      ...command('delete', 'Delete its settings…', ['Delete'], () => review(() => null)),
      enabled: () => mayCreate && any(),
    },
    filter: command('filter', 'Filter queues', ['/'], focusFilter),
  } as const satisfies Record<string, Command>;
}
