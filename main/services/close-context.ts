import { setTimeout } from 'node:timers/promises';
import { beginClosing } from './closing.ts';
import type { Context } from './context.ts';
import { plansOf } from './plan-registry.ts';
import { stopApplies } from './running.ts';
import { clearClipboard } from './values-copy.ts';

/** The clipboard is the window's, which may hang or be gone: neither may keep the store open. */
const clipboardLimitMs = 2_000;

/**
 * Before lock and quit: begin nothing more, stop what is being applied, forget the plans and tokens, clear the
 * clipboard.
 *
 * Never fails. The store stays open.
 */
export async function closeContext(context: Context): Promise<void> {
  beginClosing(context);
  await stopApplies(context);
  context.credentials.close();
  plansOf(context).clear();
  const limit = new AbortController();
  await Promise.race([
    clearClipboard(context).catch(() => undefined),
    setTimeout(clipboardLimitMs, undefined, { signal: limit.signal }).catch(() => undefined),
  ]);
  limit.abort();
}
