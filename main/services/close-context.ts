import { within } from '../within.ts';
import { beginClosing } from './closing.ts';
import type { Context } from './context.ts';
import { endApplies } from './end-applies.ts';
import { cancelLogins } from './login.ts';
import { plansOf } from './plan-registry.ts';
import { clearClipboard } from './values-copy.ts';

/** The clipboard is the window's, which may hang or be gone: neither may keep the store open. */
const clipboardLimitMs = 2_000;

/**
 * Before lock and quit: begin nothing more, stop what is being applied, end what is asked of servers, forget the plans
 * and tokens, clear the clipboard.
 *
 * Never fails. The store stays open.
 */
export async function closeContext(context: Context): Promise<void> {
  beginClosing(context);
  cancelLogins(context);
  await endApplies(context, context.servers.close);
  context.servers.close();
  context.credentials.close();
  plansOf(context).clear();
  await within(
    clipboardLimitMs,
    clearClipboard(context).catch(() => undefined),
  );
}
