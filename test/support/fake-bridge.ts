import type { AppState, Phase } from '../../core/app-state.ts';
import type { DraftMeta } from '../../core/draft.ts';
import type { Environment, EnvironmentKind, Workspace } from '../../core/environment.ts';
import type { AppError } from '../../core/errors.ts';
import { type Call, calls, type Event, events } from '../../core/ipc/calls.ts';
import type { Input, Output } from '../../core/ipc/contract.ts';
import type { VariableMeta } from '../../core/variable.ts';

/** What a look at the window needs: a phase, how much is there, and how it behaves. */
export interface FakeChoice {
  readonly phase?: Phase;
  readonly projects?: 'sample' | 'none';
  readonly keys?: number;
  readonly theme?: 'system' | 'light' | 'dark';
  readonly interrupted?: number;
  readonly failing?: Partial<Record<Call, AppError>>;
  readonly never?: readonly Call[];
}

type Answers = { readonly [C in Call]?: (input: Input<C>) => Output<C> };

const environment = (slug: string, name: string, kind: EnvironmentKind, order: number): Environment => ({
  slug,
  name,
  kind,
  order,
  archived: false,
  showPlainValues: kind !== 'production',
  createdAt: 1_700_000_000_000,
});

const workspace = (environments: readonly Environment[]): Workspace => ({
  id: 'local',
  name: 'Local',
  kind: 'local',
  capabilities: [
    'environments.create',
    'environments.archive',
    'environments.edit',
    'variables.kind',
    'variables.notes',
    'variables.versions',
  ],
  organizations: [
    {
      slug: 'acme',
      name: 'Acme',
      projects: [
        { id: 'p1', slug: 'support-bot', name: 'support-bot', environments: [...environments] },
        {
          id: 'p2',
          slug: 'billing-agent',
          name: 'billing-agent',
          environments: [environment('dev', 'Development', 'development', 0)],
        },
      ],
    },
  ],
});

const variable = (index: number): VariableMeta => ({
  key: `FAKE_KEY_${String(index).padStart(5, '0')}`,
  kind: index % 4 === 0 ? 'secret' : 'plain',
  hidden: false,
  empty: index % 17 === 0,
  fingerprint: index.toString(16).padStart(32, '0'),
  length: { atLeast: 12, exact: index % 4 !== 0 },
  version: 1,
  changedAt: 1_700_000_000_000 + index * 60_000,
});

/** A stand-in for main in front of the window: fixed answers, no value that could be mistaken for a real one. */
export function fakeAnswers(choice: FakeChoice): Answers {
  let environments = [
    environment('dev', 'Development', 'development', 0),
    environment('staging', 'Staging', 'staging', 1),
    environment('pr-142', 'PR 142', 'preview', 2),
    environment('prod', 'Production', 'production', 3),
  ];
  let state: AppState = {
    phase: choice.phase ?? { name: 'ready', mode: 'keychain' },
    host: 'chromium',
    platform: 'linux',
    version: '0.1.0',
    dataFolder: '/home/fake/.local/share/platos-console',
    theme: choice.theme ?? 'system',
    interrupted: choice.interrupted ?? 0,
    revealed: 0,
  };
  const rows = Array.from({ length: choice.keys ?? 42 }, (_, index) => variable(index));
  const update = (slug: string, change: Partial<Environment>) => {
    environments = environments.map((each) => (each.slug === slug ? { ...each, ...change } : each));
    return environments.find((each) => each.slug === slug) ?? environment(slug, slug, 'staging', 9);
  };
  return {
    'app.state': () => state,
    'app.unlock': ({ mode }) => {
      state = { ...state, phase: { name: 'ready', mode } };
      return {};
    },
    'app.lock': () => {
      state = { ...state, phase: { name: 'locked', mode: 'keychain' } };
      return {};
    },
    'app.retry': () => ({}),
    'app.setTheme': ({ theme }) => {
      state = { ...state, theme };
      return {};
    },
    'scope.list': () => ({
      workspaces:
        choice.projects === 'none' ? [{ ...workspace([]), organizations: [] }] : [workspace(environments)],
      drafts: [{ env: { workspaceId: 'local', projectId: 'p1', slug: 'staging' }, count: 3 }],
    }),
    'scope.openSample': () => ({
      path: '/w/local/orgs/acme/projects/support-bot/env/staging/environment-variables',
    }),
    'environments.create': ({ slug, name, kind }) => {
      const made = environment(slug, name, kind, environments.length);
      environments = [...environments, made];
      return made;
    },
    'environments.update': ({ env, ...change }) => update(env.slug, change as Partial<Environment>),
    'environments.reorder': ({ slugs }) => {
      environments = environments.map((each) => ({ ...each, order: slugs.indexOf(each.slug) }));
      return {};
    },
    'environments.archive': ({ env, archived }) => {
      update(env.slug, { archived });
      return {};
    },
    'variables.list': () => ({ rows, readAt: 1_700_000_000_000 }),
    'values.inView': ({ keys }) => ({
      values: keys.map((key) => ({ key, value: `fake-value-of-${key}`, masked: false })),
    }),
    'drafts.list': () => ({ drafts: [] as DraftMeta[] }),
    'history.list': () => ({ entries: [], more: false }),
    'rules.list': () => ({ rules: [], required: [], expects: [] }),
    'renames.list': () => ({ renames: [] }),
    'safety.list': () => ({
      environments: environments.map(({ slug }) => ({
        slug,
        state: 'checked' as const,
        counts: { refused: 0, warning: 0, note: 0 },
        findings: [],
        empty: false,
        lacks: 0,
      })),
    }),
    'settings.get': () => ({ theme: state.theme, lastPath: '/', baselines: [] }),
    'settings.put': () => ({ theme: state.theme, lastPath: '/', baselines: [] }),
  };
}

/** Put the stand-in where the preload would put the real bridge. */
export function installFakeBridge(target: object, choice: FakeChoice): void {
  const answers = fakeAnswers(choice);
  const bridge: Record<string, unknown> = {};
  const heard = new Map<string, Set<(json: string) => void>>(events.map((event) => [event, new Set()]));
  const tell = (event: Event) => {
    for (const listener of heard.get(event) ?? []) listener('{}');
  };
  for (const call of calls)
    bridge[call] = async (json: string) => {
      if (choice.never?.includes(call) === true) return new Promise(() => undefined);
      const failing = choice.failing?.[call];
      if (failing !== undefined) return JSON.stringify({ ok: false, error: failing });
      const answer = answers[call] as ((input: unknown) => unknown) | undefined;
      if (answer === undefined)
        return JSON.stringify({
          ok: false,
          error: { code: 'unsupported', what: call, why: 'The stand-in has no answer.' },
        });
      const value = answer(JSON.parse(json));
      if (call.startsWith('environments.')) tell('scope.changed');
      if (call.startsWith('app.') && call !== 'app.state') tell('app.changed');
      return JSON.stringify({ ok: true, value });
    };
  for (const event of events)
    bridge[`on:${event}`] = (listener: (json: string) => void) => {
      heard.get(event)?.add(listener);
      return () => heard.get(event)?.delete(listener);
    };
  Object.defineProperty(target, 'platos', { value: bridge });
}
