import type { ApplyResult, ChangeSource, PlanView } from '../../core/changeset.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { applyPlan } from '../../main/services/apply-plan.ts';
import type { Context } from '../../main/services/context.ts';
import { createContext } from '../../main/services/create-context.ts';
import { planChanges } from '../../main/services/plan-changes.ts';
import { findPlan, viewOf } from '../../main/services/plan-registry.ts';
import { documentsInDoubt, settleDocuments, settleDoubt } from '../../main/services/settle-doubt.ts';
import { openMemoryStore, type Store } from '../../main/store/open.ts';
import type { ServerApi } from '../../main/workspaces/server/api.ts';
import { createQueueSource } from '../../main/workspaces/server/documents/queue-source.ts';
import { createServerWorkspace } from '../../main/workspaces/server/server.ts';
import type { ServerWorkspace } from '../../main/workspaces/server/workspace.ts';
import { memoryKeychain } from './memory-keychain.ts';
import { noAgentAccess } from './no-agent-access.ts';
import { type Bench, connectionOf } from './server-workspace.ts';

/** The use cases over one server's workspace, without a window. */
export interface ServerMain {
  readonly context: Context;
  readonly workspace: ServerWorkspace;
  readonly connection: Bench['connection'];
  readonly clock: { now: number };
  readonly env: (slug: string) => EnvironmentRef;
  /** Sets these values (null deletes), or what a source says. */
  readonly plan: (
    slug: string,
    wish: Readonly<Record<string, string | null>> | ChangeSource,
  ) => Promise<PlanView>;
  /** With all typed that it demands. */
  readonly apply: (plan: PlanView) => Promise<ApplyResult>;
  /** The plan as it stands now. */
  readonly view: (plan: PlanView) => PlanView;
  readonly progress: readonly {
    readonly waitingUntil?: number | undefined;
    readonly unchecked?: number | undefined;
  }[];
  /** State of each change set, oldest first. */
  readonly states: () => readonly string[];
  /** The same profile after the app was killed. */
  readonly again: () => Promise<ServerMain>;
}

export interface ServerMainOptions {
  readonly projectId?: string;
  readonly store?: Store;
  readonly connection?: Bench['connection'];
  readonly now?: number;
}

/** @param api  discovered at once, where it answers */
export async function serverMain(api: ServerApi, options: ServerMainOptions = {}): Promise<ServerMain> {
  const { projectId = 'proj_a', store = openMemoryStore(), connection = connectionOf() } = options;
  const clock = { now: options.now ?? 1_700_000_000_000 };
  const progress: { waitingUntil?: number | undefined; unchecked?: number | undefined }[] = [];
  const context = createContext(store, {
    now: () => clock.now,
    mode: 'session',
    keychain: memoryKeychain(),
    openExternal: async () => undefined,
    clipboard: { read: async () => '', write: async () => undefined },
    emit: (event, payload) => {
      if (event === 'changes.progress' && 'done' in payload) progress.push(payload);
    },
  });
  const workspace = createServerWorkspace({
    store,
    fingerprint: context.fingerprint,
    now: context.now,
    newId: context.newId,
    api,
    agentService: noAgentAccess(() => connection),
    connection: () => connection,
    addSlug: () => undefined,
    changed: () => undefined,
    listed: (env, list) => settleDoubt(context, env, list).written,
    sources: { queue: createQueueSource(api) },
    documentsInDoubt: (env, resource) => documentsInDoubt(context, env, resource),
    documentsRead: (env, resource, found) => void settleDocuments(context, env, resource, found),
  });
  const withServer: Context = {
    ...context,
    workspaces: new Map([...context.workspaces, [workspace.id, workspace]]),
  };
  await workspace.refresh().catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
  });
  const env = (slug: string): EnvironmentRef => ({ workspaceId: workspace.id, projectId, slug });
  return {
    context: withServer,
    workspace,
    connection,
    clock,
    env,
    plan: (slug, wish) =>
      planChanges(withServer, { env: env(slug), source: isSource(wish) ? wish : patchesOf(wish) }),
    apply: ({ id, revision, confirmation }) =>
      applyPlan(withServer, {
        planId: id,
        revision,
        confirmation: { slug: confirmation.slug ?? '', keys: [...confirmation.keys] },
      }),
    view: ({ id }) => viewOf(findPlan(withServer, id)),
    progress,
    states: () =>
      store.db
        .prepare<[string], { state: string }>(
          'SELECT state FROM change_sets WHERE workspace_id = ? ORDER BY started_at',
        )
        .all(workspace.id)
        .map(({ state }) => state),
    again: () => serverMain(api, { projectId, store, connection, now: clock.now }),
  };
}

function isSource(wish: Readonly<Record<string, string | null>> | ChangeSource): wish is ChangeSource {
  return 'type' in wish;
}

function patchesOf(values: Readonly<Record<string, string | null>>): ChangeSource {
  const patches = Object.entries(values).map(([key, value]) =>
    value === null ? { key, deleted: true as const } : { key, value },
  );
  return { type: 'patches', patches };
}
