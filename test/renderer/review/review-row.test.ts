import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PlanView } from '../../../core/changeset.ts';
import { queryClient } from '../../../renderer/api/query-client.ts';
import { scopeQueries } from '../../../renderer/api/scope-queries.ts';
import {
  openReviews,
  type ReviewRequest,
  tellNotApplied,
  useReviews,
} from '../../../renderer/review/review-state.ts';
import { useToasts } from '../../../renderer/state/toasts.ts';

/** How many rows change in each environment. */
let changes: Readonly<Record<string, number>> = {};
let dropped: string[] = [];

const planOf = (slug: string, update: number): PlanView => ({
  id: `plan-${slug}`,
  revision: 1,
  env: { workspaceId: 'w', projectId: 'p', slug },
  readAt: 1,
  offline: false,
  unread: [],
  environmentName: slug.toUpperCase(),
  environmentKind: 'staging',
  protection: 'off',
  createsEnvironment: false,
  title: 'Clone agent one',
  source: 'clone',
  rows: [],
  counts: { create: 0, update, delete: 0, none: 1 },
  confirmation: { keys: [] },
  left: [],
});

const request = (slug: string): ReviewRequest => ({
  env: { workspaceId: 'w', projectId: 'p', slug },
  source: { type: 'drafts' },
});

const shown = () => useReviews.getState().open;
const told = () => useToasts.getState().shown.map(({ text }) => text);

/** The row goes on by itself, plan after plan. */
const settled = (then: () => void) => vi.waitFor(then, { interval: 1 });

beforeEach(() => {
  vi.stubGlobal('document', { addEventListener: () => undefined, activeElement: null });
  dropped = [];
  useReviews.getState().closed();
  useToasts.setState({ shown: [] });
  vi.stubGlobal('window', {
    platos: {
      'changes.plan': async (json: string) => {
        const { slug } = (JSON.parse(json) as ReviewRequest).env;
        const many = changes[slug];
        return JSON.stringify(
          many === undefined
            ? { ok: false, error: { code: 'plan-gone' } }
            : { ok: true, value: planOf(slug, many) },
        );
      },
      'changes.drop': async (json: string) => {
        dropped.push((JSON.parse(json) as { planId: string }).planId);
        return JSON.stringify({ ok: true, value: {} });
      },
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

it('steps over environments with nothing to change, names them, and keeps the count', async () => {
  changes = { dev: 0, stg: 0, prod: 2 };
  openReviews([request('dev'), request('stg'), request('prod')]);
  await settled(() =>
    expect(shown()).toMatchObject({ planId: 'plan-prod', turn: { at: 3, of: 3 }, next: [] }),
  );
  expect(told()).toEqual(['Nothing to change in DEV, STG: left out.']);
  expect(dropped).toEqual(['plan-dev', 'plan-stg']);
});

it('ends a row that has nothing more to change', async () => {
  changes = { stg: 0 };
  const ended = vi.fn();
  openReviews([request('stg')], 2, ended);
  await settled(() => expect(ended).toHaveBeenCalledOnce());
  expect(shown()).toBeUndefined();
  expect(told()).toEqual(['Nothing to change in STG: left out.']);
});

it('shows a review that stands alone, though nothing changes', async () => {
  changes = { stg: 0 };
  openReviews([request('stg')]);
  await settled(() => expect(shown()).toMatchObject({ planId: 'plan-stg', turn: undefined }));
});

it('says what is not applied behind a plan that cannot be made', async () => {
  changes = { prod: 1 };
  const ended = vi.fn();
  openReviews([request('stg'), request('prod')], 2, ended);
  await settled(() => expect(told()).toContain('Not applied: prod. Its draft is kept.'));
  expect(shown()).toBeUndefined();
  expect(ended).not.toHaveBeenCalled();
});

it('says what is not applied by its name, where it is listed', async () => {
  const environment = { slug: 'prod', name: 'Production', archived: false };
  const project = { id: 'p', environments: [environment] };
  queryClient.setQueryData(scopeQueries.list().queryKey, {
    workspaces: [{ id: 'w', organizations: [{ projects: [project] }] }],
  } as never);
  const undo = (slug: string): ReviewRequest => ({
    ...request(slug),
    source: { type: 'undo', changeSetId: 'change-set' },
  });
  tellNotApplied([undo('prod'), undo('lab')]);
  expect(told()).toEqual(['Not applied: Production, lab. They stay as they are.']);
  tellNotApplied([undo('prod')]);
  expect(told()).toEqual(['Not applied: Production. It stays as it is.']);
  queryClient.removeQueries(scopeQueries.list());
});
