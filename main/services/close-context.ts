import { setTimeout } from 'node:timers/promises';
import { beginClosing } from './closing.ts';
import type { Context } from './context.ts';
import { cancelLogins } from './login.ts';
import { plansOf } from './plan-registry.ts';
import { stopApplies } from './running.ts';
import { clearClipboard } from './values-copy.ts';

/** The clipboard is the window's, which may hang or be gone: neither may keep the store open. */
const clipboardLimitMs = 2_000;

/** A request to a server may be on its way for minutes: after this it is cut, and its outcome stays in doubt. */
const applyLimitMs = 5_000;

/**
 * Before lock and quit: begin nothing more, stop what is being applied, end what is asked of servers, forget the plans
 * and tokens, clear the clipboard.
 *
 * Never fails. The store stays open.
 */
export async function closeContext(context: Context): Promise<void> {
  beginClosing(context);
  cancelLogins(context);
  const stopped = stopApplies(context);
  await within(applyLimitMs, stopped);
  context.servers.close();
  await stopped;
  context.credentials.close();
  plansOf(context).clear();
  await within(
    clipboardLimitMs,
    clearClipboard(context).catch(() => undefined),
  );
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const limit = new AbortController();
  await Promise.race([work, setTimeout(ms, undefined, { signal: limit.signal }).catch(() => undefined)]);
  limit.abort();
}
