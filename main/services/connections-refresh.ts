import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure, type ServerProblem } from '../../core/errors.ts';
import { refuseWhenClosing } from './closing.ts';
import type { Context } from './context.ts';

interface Refresh {
  readonly id: string;
  /** Without it: what the account sees. */
  readonly env?: EnvironmentRef | undefined;
}

/** Problems of one list; all others are of the connection. */
const ofOneList: ReadonlySet<ServerProblem> = new Set(['gone', 'forbidden', 'shrank', 'cut', 'too-large']);

/**
 * Read the server again: what the account sees, or one environment's list. The connection notes how it went.
 *
 * Fails: `not-found`, `server`, `keychain`.
 */
export async function refreshConnection(
  context: Context,
  { id, env }: Refresh,
): Promise<Record<string, never>> {
  const { servers, now } = context;
  const workspace = servers.workspace(id);
  // What a removal or a move to another server cut off says nothing of the server.
  const isCurrent = (): boolean => context.workspaces.get(id) === workspace;
  try {
    await workspace.refresh(env);
  } catch (error) {
    refuseWhenClosing(context);
    const problem = problemOf(error);
    if (problem !== undefined && !(env !== undefined && ofOneList.has(problem)) && isCurrent())
      servers.change(id, { problem });
    throw error;
  }
  refuseWhenClosing(context);
  if (isCurrent()) servers.change(id, { reachedAt: now(), problem: undefined });
  return {};
}

function problemOf(error: unknown): ServerProblem | undefined {
  return error instanceof Failure && error.detail.code === 'server' ? error.detail.problem : undefined;
}
