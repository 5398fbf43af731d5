import type { Connection } from '../../core/connection.ts';
import { fail } from '../../core/errors.ts';
import { type Context, perContext } from './context.ts';

/** Connections that are being taken from their server, or removed. */
const leavingOf = perContext(() => new Set<{ readonly id: string }>());

/**
 * Take a connection from its server: until `work` has ended no credential is kept for it, since it would then lie at the
 * connection to the next one.
 */
export async function whileLeaving<T>(context: Context, id: string, work: () => Promise<T>): Promise<T> {
  const leaving = leavingOf(context);
  const one = { id };
  leaving.add(one);
  try {
    return await work();
  } finally {
    leaving.delete(one);
  }
}

/**
 * Fails unless what was given for a connection as it was is still meant for it: `not-found`, and `invalid-input` where
 * that address leads elsewhere, or is about to.
 */
export function refuseWhenLeft(context: Context, before: Connection, address: 'url' | 'agentUrl'): void {
  const now = context.servers.connection(before.id);
  const isLeaving = [...leavingOf(context)].some(({ id }) => id === before.id);
  if (isLeaving || now.url !== before.url || (address === 'agentUrl' && now.agentUrl !== before.agentUrl))
    fail({ code: 'invalid-input', issues: [{ path: address, reason: 'changed-meanwhile' }] });
}
