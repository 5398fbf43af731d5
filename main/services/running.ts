import type { ApplyResult } from '../../core/changeset.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { refuseWhenClosing } from './closing.ts';
import { type Context, perContext } from './context.ts';
import type { Plan } from './plan-registry.ts';

/** An apply on its way, or waiting for an earlier one of the same environment. */
export interface Run {
  readonly plan: Plan;
  readonly result: Promise<ApplyResult>;
  readonly cancelled: () => boolean;
  readonly cancel: () => void;
}

/** By plan id. */
export const runningOf = perContext(() => new Map<string, Run>());
const lastOf = perContext(() => new Map<string, Promise<unknown>>());

/**
 * Do `work` once everything earlier that had a turn at one of these environments has ended; what comes later waits for it.
 *
 * Fails with `locked` on a context that is closing. `work` never takes a turn at the same environment itself.
 */
export function inTurn<T>(
  context: Context,
  envs: readonly EnvironmentRef[],
  work: () => Promise<T>,
): Promise<T> {
  refuseWhenClosing(context);
  const last = lastOf(context);
  const names = envs.map(nameOf);
  const result = Promise.all(names.map((name) => last.get(name))).then(() => {
    refuseWhenClosing(context);
    return work();
  });
  const settled = result.then(
    () => undefined,
    () => undefined,
  );
  for (const name of names) last.set(name, settled);
  void settled.then(() => {
    for (const name of names) if (last.get(name) === settled) last.delete(name);
  });
  return result;
}

/** Apply once every earlier apply of the same environment has ended. Fails as `inTurn` does. */
export function afterEarlier(
  context: Context,
  plan: Plan,
  work: (run: Pick<Run, 'cancelled'> & { readonly stopped: Promise<void> }) => Promise<ApplyResult>,
): Promise<ApplyResult> {
  const runs = runningOf(context);
  let stop = false;
  const { promise: stopped, resolve: tellStopped } = Promise.withResolvers<void>();
  const cancelled = (): boolean => stop;
  const result = inTurn(context, [plan.env], () => work({ cancelled, stopped })).finally(() =>
    runs.delete(plan.id),
  );
  runs.set(plan.id, {
    plan,
    result,
    cancelled,
    cancel: () => {
      stop = true;
      tellStopped();
    },
  });
  return result;
}

/** Stop applies after the operation they are at, and wait until they have ended: all of them unless `which` says. */
export async function stopApplies(
  context: Context,
  which: (plan: Plan) => boolean = () => true,
): Promise<void> {
  const runs = [...runningOf(context).values()].filter(({ plan }) => which(plan));
  for (const run of runs) run.cancel();
  await Promise.allSettled(runs.map((run) => run.result));
}

const nameOf = (env: EnvironmentRef): string => JSON.stringify([env.workspaceId, env.projectId, env.slug]);
