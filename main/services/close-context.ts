import type { Context } from './context.ts';
import { plansOf } from './plan-registry.ts';
import { stopApplies } from './running.ts';
import { clearClipboard } from './values-copy.ts';

/** Before lock and quit: stop what is being applied, clear the clipboard, forget the plans. The store stays open. */
export async function closeContext(context: Context): Promise<void> {
  await stopApplies(context);
  await clearClipboard(context);
  plansOf(context).clear();
}
