import type { EnvironmentRef, NewEnvironment } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import type { Deed } from '../../core/workspace.ts';
import type { Context } from './context.ts';
import { finishChangeSet, forgetChangeSet, recordIntent, recordMade } from './journal.ts';

interface Line {
  readonly env: EnvironmentRef;
  readonly title: string;
  readonly creates?: NewEnvironment | undefined;
  readonly archives?: boolean | undefined;
}

/**
 * Do something to an environment itself, with its line in the history.
 *
 * In the local workspace both are one transaction. Elsewhere the line stands before the request leaves: a crash or an
 * answer that never came leaves it `interrupted`, a refusal takes it away.
 */
export async function recordDeed<T>(
  context: Context,
  line: Line,
  work: (deed: Deed) => Promise<T>,
): Promise<T> {
  let id: string | undefined;
  const begin = (): string => {
    id ??= recordIntent(context, { ...line, source: 'patches' }, []);
    return id;
  };
  const done = (): void => recordMade(context, begin());
  try {
    const result = await work({ begins: () => void begin(), done });
    context.store.transaction(() => {
      done(); // a workspace elsewhere does not say it
      finishChangeSet(context, begin(), 'done');
    });
    return result;
  } catch (error) {
    if (id !== undefined) end(context, id, error);
    throw error;
  }
}

function end(context: Context, id: string, error: unknown): void {
  try {
    if (isRefusal(error)) forgetChangeSet(context, id);
    else finishChangeSet(context, id, 'interrupted');
  } catch {
    // The first failure is the one to tell; the next start finds the line interrupted.
  }
}

/** The workspace said no: nothing was done. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Failure)) return false;
  const { detail } = error;
  return detail.code === 'environment-refused' ? detail.why !== 'no-answer' : detail.code !== 'server';
}
