import { within } from '../within.ts';
import type { Context } from './context.ts';
import { stopApplies } from './running.ts';

/** A request to a server may be on its way, or wait for a rate limit, for minutes: after this it is cut. */
const applyLimitMs = 5_000;

/** Stop all applies and wait for their ends; `cut` what is not settled soon, which then stays in doubt. */
export async function endApplies(
  context: Context,
  cut: () => void,
  which?: Parameters<typeof stopApplies>[1],
): Promise<void> {
  const stopped = stopApplies(context, which).then(() => true);
  const inTime = await within(applyLimitMs, stopped);
  if (inTime !== true) cut();
  await stopped;
}

/** Those of one connection, which is cut off from its server for it and begins anew. */
export const endAppliesOf = (context: Context, id: string): Promise<void> =>
  endApplies(
    context,
    () => context.servers.restart(id),
    ({ env }) => env.workspaceId === id,
  );
