import type { PlanView } from '../../core/changeset.ts';
import type { EnvironmentKind, EnvironmentRef } from '../../core/environment.ts';
import { type AppError, Failure } from '../../core/errors.ts';
import type { Call, Event } from '../../core/ipc/calls.ts';
import type { Input, Output, Reply } from '../../core/ipc/contract.ts';
import type { WorkspacePort } from '../../core/workspace.ts';
import { answer } from '../../main/ipc/door.ts';
import { type AppControl, createHandlers } from '../../main/ipc/handlers.ts';
import type { Context } from '../../main/services/context.ts';
import { createContext } from '../../main/services/create-context.ts';
import { openMemoryStore, type Store } from '../../main/store/open.ts';
import { type MemoryKeychain, memoryKeychain } from './memory-keychain.ts';

/** The whole of main minus the window: the door, the services and a real store. */
export interface Services {
  readonly context: Context;
  /** Ask through the door; an expected failure is thrown as `Refused`. */
  readonly ask: <C extends Call>(call: C, input: Input<C>) => Promise<Output<C>>;
  /** The reply as it crosses, of any input. */
  readonly reply: <C extends Call>(call: C, input: unknown) => Promise<Reply<C>>;
  readonly env: (slug: string) => EnvironmentRef;
  /** What an environment holds, as sorted pairs. */
  readonly dump: (slug: string) => Promise<readonly (readonly [string, string])[]>;
  /** Somebody else writes: a change set of its own. */
  readonly write: (slug: string, values: Readonly<Record<string, string | null>>) => Promise<void>;
  /** Every reply as text, for searching. */
  readonly said: string[];
  readonly events: { readonly event: Event; readonly payload: unknown }[];
  readonly clipboard: { text: string };
  readonly clock: { now: number };
  /** Holds the tokens of connections. */
  readonly keychain: MemoryKeychain;
  /** Pages handed to the person's browser. */
  readonly opened: readonly string[];
  /** Keys whose values the workspace keeps back from here on, as servers do. */
  readonly hidden: Set<string>;
}

export class Refused extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(JSON.stringify(error));
    this.error = error;
  }
}

const kinds: Readonly<Record<string, EnvironmentKind>> = {
  dev: 'development',
  staging: 'staging',
  production: 'production',
};

/** Main with a project of these environments (`dev`, `staging`, `production` or any other slug). */
export async function services(
  environments: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
  store: Store = openMemoryStore(),
): Promise<Services> {
  const ref = { workspaceId: 'local', projectId: '' };
  const made = bare(store, ref);
  const { ask, write } = made;
  const { project } = await ask('projects.create', {
    workspaceId: 'local',
    organization: 'Acme',
    name: 'support-bot',
  });
  ref.projectId = project.projectId;
  for (const [slug, values] of Object.entries(environments)) {
    const kind = kinds[slug] ?? 'development';
    if (slug !== 'dev') await ask('environments.create', { project, slug, name: nameOf(slug), kind });
    await write(slug, values);
  }
  made.said.length = 0;
  return made;
}

export const nameOf = (slug: string): string => slug.charAt(0).toUpperCase() + slug.slice(1);

/** Main over a store in which there is a project already: the next start. */
export function bare(
  store: Store,
  project: { readonly workspaceId: string; readonly projectId: string },
): Services {
  const opened = openContext(store);
  const { context } = opened;
  const said: string[] = [];
  const reply = replying(context, said);
  const ask = async <C extends Call>(call: C, input: Input<C>): Promise<Output<C>> => {
    const got = await reply(call, input);
    if (got.ok) return got.value;
    throw new Refused(got.error);
  };
  const env = (slug: string): EnvironmentRef => ({ ...project, slug });
  return {
    ...opened,
    ask,
    reply,
    env,
    said,
    dump: async (slug) => {
      const read = await context.workspaces.get('local')?.readVariables(env(slug));
      return (read ?? []).map(({ key, value }) => [key, value ?? '<hidden>'] as const);
    },
    write: async (slug, values) => {
      const patches = Object.entries(values).map(([key, value]) =>
        value === null ? { key, deleted: true as const } : { key, value },
      );
      if (patches.length === 0) return;
      const plan = await ask('changes.plan', { env: env(slug), source: { type: 'patches', patches } });
      await apply(ask, plan);
    },
  };
}

/** The use cases over a store, and what stands for all that is outside of it. */
function openContext(store: Store) {
  const events: { event: Event; payload: unknown }[] = [];
  const clipboard = { text: '' };
  const clock = { now: 1_700_000_000_000 };
  const hidden = new Set<string>();
  const keychain = memoryKeychain();
  const opened: string[] = [];
  const context = createContext(store, {
    now: () => clock.now,
    mode: 'keychain',
    keychain,
    openExternal: async (url) => void opened.push(url),
    clipboard: {
      read: async () => clipboard.text,
      write: async (text) => {
        clipboard.text = text;
      },
    },
    emit: (event, payload) => void events.push({ event, payload }),
  });
  const local = context.workspaces.get('local');
  if (local === undefined) throw new Error('no local workspace');
  // Connections come and go in this very map.
  (context.workspaces as Map<string, WorkspacePort>).set('local', keepingBack(local, hidden));
  return { context, events, clipboard, clock, keychain, opened, hidden };
}

/** Asks through the door, as the window does; a bug is thrown. */
function replying(context: Context, said: string[]): Services['reply'] {
  const handlers = createHandlers(() => context, noApp);
  return async <C extends Call>(call: C, input: unknown): Promise<Reply<C>> => {
    const bugs: unknown[] = [];
    const bug = (_incident: string, _call: string, error: unknown) => bugs.push(error);
    const json = await answer(handlers, bug, call, JSON.stringify(input));
    if (bugs.length > 0) throw bugs[0];
    said.push(json);
    return JSON.parse(json) as Reply<C>;
  };
}

function keepingBack(workspace: WorkspacePort, hidden: ReadonlySet<string>): WorkspacePort {
  return {
    ...workspace,
    listVariables: async (env) =>
      (await workspace.listVariables(env)).map((one) =>
        hidden.has(one.key) ? { ...one, hidden: true } : one,
      ),
    readVariables: async (env, keys) =>
      (await workspace.readVariables(env, keys)).map((one) =>
        hidden.has(one.key) ? { ...one, value: undefined } : one,
      ),
  };
}

/** Confirm a plan with all it demands, as a person who typed everything right. */
export const confirmed = (plan: PlanView): Input<'changes.apply'> => ({
  planId: plan.id,
  revision: plan.revision,
  confirmation: { slug: plan.confirmation.slug ?? '', keys: plan.confirmation.keys },
});

export const apply = (ask: Services['ask'], plan: PlanView): Promise<Output<'changes.apply'>> =>
  ask('changes.apply', confirmed(plan));

const absent = (): never => {
  throw new Failure({ code: 'not-ready' });
};
const noApp: AppControl = {
  state: absent,
  unlock: absent,
  lock: absent,
  retry: absent,
  startFresh: absent,
  setTheme: absent,
  quit: absent,
};
