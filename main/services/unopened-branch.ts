import { type EnvironmentRef, isBranch } from '../../core/environment.ts';
import { type Context, workspaceOf } from './context.ts';

/** Whether it is a branch whose list nobody saw here: they come and go by the hundred, and are not all asked for. */
export const isUnopenedBranch = (context: Context, env: EnvironmentRef): boolean =>
  isBranch(env.slug) && workspaceOf(context, env.workspaceId).listState?.(env) === undefined;
