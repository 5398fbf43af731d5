import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentEnvironment } from '../../../../main/workspaces/server/agent-service.ts';
import type { Discovery, FoundEnvironment } from '../../../../main/workspaces/server/api.ts';
import {
  projectsOf,
  withArchived,
  withEnvironment,
  withListed,
  withoutEnvironment,
} from '../../../../main/workspaces/server/environments/known-environments.ts';
import { slugOf } from '../../../../main/workspaces/server/remote.ts';

const projectRef = 'proj_a';
const of = (environments: readonly FoundEnvironment[]): Discovery => ({
  account: { email: 'a@b.example', userId: 'u1' },
  flavour: 'platos-tables',
  organizations: [
    {
      slug: 'acme',
      name: 'Acme',
      projects: [
        { ref: projectRef, slug: 'shop', name: 'Shop', environments },
        { ref: 'proj_other', slug: 'other', name: 'Other', environments: [found('stg')] },
      ],
    },
  ],
});
const found = (slug: string, more: Partial<FoundEnvironment> = {}): FoundEnvironment => ({
  projectRef,
  slug,
  name: '',
  kind: 'staging',
  paused: false,
  ...more,
});
const listed = (slug: string, more: Partial<AgentEnvironment> = {}): AgentEnvironment => ({
  id: `env_${slug}`,
  slug,
  type: 'STAGING',
  branch: undefined,
  archived: false,
  memberId: undefined,
  ...more,
});
const environmentsOf = (discovery: Discovery) => projectsOf(discovery)[0]?.environments ?? [];
const told = (discovery: Discovery): readonly string[] =>
  environmentsOf(discovery).map((one) => `${slugOf(one)} ${one.archived === true ? 'archived' : one.kind}`);

describe('what the control plane lists', () => {
  it('adds no second row of an environment under another slug of it', () => {
    const before = of([found('stg'), found('preview'), found('preview', { branch: 'x' })]);
    const more = [
      listed('staging'),
      listed('preview/x', { type: 'DEVELOPMENT' }),
      listed('dev/y'),
      listed('qa'),
    ];
    const after = withListed(before, new Map([[projectRef, more]]), undefined);
    expect(environmentsOf(after).map(slugOf)).toEqual(['stg', 'preview', 'preview/x', 'qa']);
  });
  it('takes no guard away from what the server itself calls production', () => {
    const before = of([found('prod', { kind: 'production' }), found('eu', { kind: 'production' })]);
    const lists = new Map([[projectRef, [listed('prod', { type: 'DEVELOPMENT' }), listed('eu')]]]);
    expect(told(withListed(before, lists, undefined))).toEqual(['prod production', 'eu production']);
  });
  it('adds other slugs and archived ones, and knows the kind', () => {
    const before = of([found('prod'), found('eu', { kind: 'development' })]);
    const lists = new Map([
      [
        projectRef,
        [
          listed('eu', { type: 'PRODUCTION' }),
          listed('qa'),
          listed('old', { archived: true }),
          listed('dev', { type: 'DEVELOPMENT', memberId: 'somebody' }),
          listed('preview-x', { type: 'PREVIEW', branch: 'x' }),
        ],
      ],
    ]);
    expect(told(withListed(before, lists, undefined))).toEqual([
      'prod staging',
      'eu production',
      'qa staging',
      'old archived',
    ]);
  });

  it('leaves what was known of archived ones where it was not asked or is silent', () => {
    const before = withArchived(of([found('prod'), found('old')]), { projectId: projectRef, slug: 'old' });
    expect(told(withListed(of([found('prod')]), new Map(), before))).toEqual([
      'prod staging',
      'old archived',
    ]);
    expect(told(withListed(of([found('prod'), found('old')]), new Map(), before))).toEqual([
      'prod staging',
      'old staging',
    ]);
  });

  it('loses nothing that was found, and tells each environment once', () => {
    const slug = fc.constantFrom('dev', 'stg', 'prod', 'preview', 'qa', 'old');
    const branch = fc.constantFrom(undefined, undefined, 'x');
    const one = fc.record({ slug, branch }).map((each) => found(each.slug, { branch: each.branch }));
    const row = fc
      .record({ slug, branch, archived: fc.boolean(), memberId: fc.constantFrom(undefined, 'm') })
      .map(({ slug: name, ...more }) => listed(name, more));
    fc.assert(
      fc.property(
        fc.uniqueArray(one, { selector: slugOf }),
        fc.array(row),
        fc.uniqueArray(one, { selector: slugOf }),
        fc.boolean(),
        (now, rows, then, asked) => {
          const lists = new Map(asked ? [[projectRef, rows]] : []);
          const slugs = environmentsOf(withListed(of(now), lists, of(then))).map(slugOf);
          expect(slugs.slice(0, now.length)).toEqual(now.map(slugOf));
          expect(new Set(slugs).size).toBe(slugs.length);
          // A branch is told by itself: the environment above it may come from the list.
          const known = new Set([...now.map(slugOf), ...rows.map((each) => each.slug)]);
          expect(slugs.every((each) => known.has(each))).toBe(true);
        },
      ),
    );
  });
});

it('changes what is known in the one project alone', () => {
  const env = { projectId: projectRef, slug: 'stg' };
  const start = of([found('stg')]);
  for (const discovery of [
    withEnvironment(start, { ...env, slug: 'preview/feat/x' }, 'preview'),
    withArchived(start, env),
    withoutEnvironment(start, env),
  ])
    expect(projectsOf(discovery)[1]).toEqual(projectsOf(start)[1]);
  expect(environmentsOf(withEnvironment(start, { ...env, slug: 'preview/feat/x' }, 'preview'))[1]).toEqual({
    projectRef,
    slug: 'preview',
    branch: 'feat/x',
    name: 'feat/x',
    kind: 'preview',
    paused: false,
  });
  expect(told(withoutEnvironment(start, env))).toEqual([]);
});
