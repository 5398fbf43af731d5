import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { limits } from '../../core/limits.ts';
import { isRecent } from '../../core/recent.ts';
import { reportBug } from '../bugs.ts';
import { isClosing } from './closing.ts';
import { refreshConnection } from './connections-refresh.ts';
import { type Context, perContext } from './context.ts';

interface Tried {
  /** When what an account sees, or a list, was last asked for. Unix milliseconds. */
  readonly at: Map<string, number>;
  /** The lists that the window asked for, by connection: the last one is in view. */
  readonly inView: Map<string, EnvironmentRef>;
  /** All lists that the window asked for, by name. */
  readonly shown: Map<string, EnvironmentRef>;
}

const triedOf = perContext((): Tried => ({ at: new Map(), inView: new Map(), shown: new Map() }));

/** After the start: ask every server what its account sees, while the window shows what was seen last. */
export function refreshAll(context: Context): void {
  for (const { id } of context.servers.all()) startRefresh(context, id);
}

/** The window has the focus again: lists in view are asked for again, and less often what accounts see. */
export function refreshOnFocus(context: Context): void {
  refreshAll(context);
  for (const env of triedOf(context).inView.values()) refreshList(context, env);
}

/** A list was shown as it was seen last: ask for it again if that was more than a minute ago. */
export function refreshShown(context: Context, env: EnvironmentRef): void {
  const { inView, shown } = triedOf(context);
  inView.set(env.workspaceId, env);
  shown.set(nameOf(env.workspaceId, env), env);
  refreshList(context, env);
}

/**
 * What stood in the way is gone (a new token, no longer offline): what is in view is asked for again at once, and
 * every list of which the last try gave nothing.
 */
export function refreshNow(context: Context, id: string): void {
  const { inView, shown } = triedOf(context);
  forgetTries(context, id);
  // A new connection is read by the dialog that made it.
  if (context.servers.connection(id).reachedAt !== undefined) startRefresh(context, id);
  const env = inView.get(id);
  if (env !== undefined) startRefresh(context, id, env);
  const { listState } = context.workspaces.get(id) ?? {};
  for (const each of shown.values())
    if (each.workspaceId === id && listState?.(each)?.problem !== undefined) startRefresh(context, id, each);
}

/** Lists are read in another way from here on: all that the window has shown are asked for again. */
export function refreshLists(context: Context, id: string): void {
  forgetTries(context, id);
  for (const env of triedOf(context).shown.values())
    if (env.workspaceId === id) startRefresh(context, id, env);
}

function forgetTries(context: Context, id: string): void {
  const { at } = triedOf(context);
  for (const name of at.keys()) if (name.startsWith(JSON.stringify([id]).slice(0, -1))) at.delete(name);
}

const nameOf = (id: string, env?: EnvironmentRef): string => JSON.stringify([id, env?.projectId, env?.slug]);

function refreshList(context: Context, env: EnvironmentRef): void {
  const state = context.workspaces.get(env.workspaceId)?.listState?.(env);
  if (state !== undefined && !isRecent(context.now(), state.readAt, limits.freshMs))
    startRefresh(context, env.workspaceId, env);
}

/** Not while told to stay offline, without a token, or too soon after the last try. */
function startRefresh(context: Context, id: string, env?: EnvironmentRef): void {
  const connection = context.servers.all().find((one) => one.id === id);
  if (connection === undefined || connection.stayOffline || connection.credential === undefined) return;
  if (isClosing(context)) return;
  const { at } = triedOf(context);
  const name = nameOf(id, env);
  const last = at.get(name);
  const fresh = env === undefined ? limits.accountFreshMs : limits.freshMs;
  if (last !== undefined && isRecent(context.now(), last, fresh)) return;
  at.set(name, context.now());
  refreshConnection(context, { id, env }).catch((error: unknown) => {
    // An expected failure is noted at the connection or its list, and shown there.
    if (!(error instanceof Failure)) reportBug(context.newId(), 'a refresh', error);
  });
}
