import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Environment, Workspace } from '../../core/environment.ts';
import { moved, slugFrom, slugProblem } from '../../renderer/features/environments/slug.ts';
import { looksLikeVariables } from '../../renderer/features/imports/read-picked.ts';
import { isInAppPath, pathOf, placeOf } from '../../renderer/router/paths.ts';
import { draftsText } from '../../renderer/router/places.ts';
import { resolve } from '../../renderer/router/resolve.ts';
import { environmentBefore } from '../../renderer/state/last-environment.ts';
import { stretches } from '../../renderer/ui/visible-text.ts';

const environment = (slug: string, order: number, archived = false): Environment => ({
  slug,
  name: slug,
  kind: 'staging',
  order,
  archived,
  showPlainValues: true,
  createdAt: 0,
});
const workspace: Workspace = {
  id: 'local',
  name: 'Local',
  kind: 'local',
  capabilities: [],
  organizations: [
    {
      slug: 'acme',
      name: 'Acme',
      projects: [
        {
          id: 'p',
          slug: 'bot',
          name: 'bot',
          environments: [environment('b', 1), environment('gone', 0, true), environment('a', 0)],
        },
      ],
    },
  ],
};
const place = { workspace: 'local', org: 'acme', project: 'bot', env: 'a', page: 'compare' };

describe('two environments of one name', () => {
  it('are told apart by their slugs where one is, and are called by their names in the project', () => {
    const called = (names: readonly (readonly [string, string, boolean?])[]) => {
      const environments = names.map(([slug, name, archived], at) => ({
        ...environment(slug, at, archived),
        name,
      }));
      const [organization] = workspace.organizations;
      const [project] = organization?.projects ?? [];
      if (organization === undefined || project === undefined) throw new Error('no project');
      const one = {
        ...workspace,
        organizations: [{ ...organization, projects: [{ ...project, environments }] }],
      };
      const found = resolve([one], place);
      if (!found.found) throw new Error('not found');
      expect(found.here.project.environments.map(({ name }) => name)).toEqual(names.map(([, name]) => name));
      return [found.here.environment, ...found.here.environments].map(({ name }) => name);
    };
    const pair = called([
      ['a', 'Staging'],
      ['b', 'staging '],
      ['c', 'Other'],
    ]);
    expect(pair).toEqual(['Staging (a)', 'Staging (a)', 'staging  (b)', 'Other']);
    const archived = called([
      ['a', 'Staging'],
      ['b', 'Staging', true],
    ]);
    expect(archived).toEqual(['Staging', 'Staging']);
  });
});

describe('places and their paths', () => {
  it('come back from their path, whatever a server calls things', () => {
    const name = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(name, name, name, name, (ws, org, project, env) => {
        const there = { workspace: ws, org, project, env, page: 'history' };
        expect(placeOf(pathOf(there))).toEqual(there);
      }),
    );
  });

  it('only ours are in-app paths', () => {
    expect(isInAppPath(pathOf(place))).toBe(true);
    expect(
      ['//evil.example/w', 'https://evil.example/', '/w/x', '/w/%/orgs/a/projects/b/env/c/d'].some(
        isInAppPath,
      ),
    ).toBe(false);
  });

  it('resolve to the environments in order without the archived ones', () => {
    const found = resolve([workspace], place);
    expect(found.found && found.here.environments.map((each) => each.slug)).toEqual(['a', 'b']);
    expect(found.found && found.here.ref).toEqual({ workspaceId: 'local', projectId: 'p', slug: 'a' });
    expect(resolve([workspace], { ...place, env: 'gone' }).found).toBe(true);
    expect(resolve([workspace], { ...place, env: 'nope' })).toEqual({
      found: false,
      what: 'environment',
      name: 'nope',
    });
    expect(resolve([workspace], { ...place, project: 'nope' })).toEqual({
      found: false,
      what: 'project',
      name: 'nope',
    });
  });

  it('remember the environment before this one, while it exists', () => {
    expect(environmentBefore(['dev', 'prod'], 'prod', ['dev', 'prod'])).toBe('dev');
    expect(environmentBefore(['dev', 'prod'], 'prod', ['prod'])).toBeUndefined();
    expect(environmentBefore(['dev'], 'dev', ['dev'])).toBeUndefined();
  });
});

describe('slugs of new environments', () => {
  it('are refused with the reason', () => {
    expect(['a', 'pr-142', '0'].map((slug) => slugProblem(slug, []))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    for (const slug of ['', 'A', 'a_b', '-a', 'a-', 'é', 'a'.repeat(32), 'dev'])
      expect(slugProblem(slug, ['dev']), slug).toMatch(/\.$/);
  });

  it('that follow from a name can be used, or the name has nothing to use', () => {
    expect(slugFrom('Load Test (EU)')).toBe('load-test-eu');
    fc.assert(
      fc.property(fc.string(), (name) => {
        const slug = slugFrom(name);
        expect(slug === '' || slugProblem(slug, []) === undefined).toBe(true);
      }),
    );
  });

  it('move one place, and not past the ends', () => {
    expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
  });
});

describe('text that people brought', () => {
  it('shows every character that could hide', () => {
    const shown = stretches('a\u202Eb\u200B\tc d\u00A0\uD800').map((each) => each.text);
    expect(shown).toEqual(['a', 'U+202E', 'b', 'U+200B', '⇥', 'c d', 'U+00A0', 'U+D800']);
  });

  it('shows the blanks at the ends of a value, which count, and leaves those inside', () => {
    const shown = (text: string, limit?: number) => stretches(text, limit, true).map((each) => each.text);
    expect(shown('  a b ')).toEqual(['··', 'a b', '·']);
    expect(shown(' \n a\n ')).toEqual(['·', '↵', '·', 'a', '↵', '·']);
    expect(shown('   ')).toEqual(['···']);
    expect(shown('')).toEqual([]);
    expect(shown('ab cd', 3), 'the end is not in view').toEqual(['ab ']);
    expect(stretches('  a', 9, true)[0]).toEqual({ type: 'blanks', text: '··', name: '2 spaces' });
  });

  it('is told from a word for a search field', () => {
    expect(['A=1', 'export A=1', '# note\nAPI_KEY = x'].every(looksLikeVariables)).toBe(true);
    expect(['API_KEY', 'https://x.example', 'two words', ''].some(looksLikeVariables)).toBe(false);
  });
});

describe('the drafts that wait', () => {
  const ref = { workspaceId: 'local', projectId: 'shop', slug: 'dev' };
  const environments = ['dev', 'staging', 'lab', 'prod'].map((slug) => ({ slug, name: slug.toUpperCase() }));
  const text = (counts: Readonly<Record<string, number>>, projectId = ref.projectId) =>
    draftsText(
      Object.entries(counts).map(([slug, count]) => ({ env: { ...ref, projectId, slug }, count })),
      ref,
      environments,
    );
  it.each<[Readonly<Record<string, number>>, string]>([
    [{}, 'No drafts'],
    [{ dev: 1 }, '1 draft'],
    [{ prod: 2 }, 'No drafts here, 2 in PROD'],
    [{ dev: 1_200, staging: 1, prod: 2 }, '1,200 drafts here, 1 in STAGING, 2 in PROD'],
    [{ lab: 1, staging: 1, prod: 2 }, 'No drafts here, 4 in 3 other environments'],
    [{ gone: 3 }, 'No drafts'],
  ])('are counted here and in the other environments: %j', (counts, expected) => {
    expect(text(counts)).toBe(expected);
  });
  it('are those of this project', () => {
    expect(text({ prod: 2 }, 'other')).toBe('No drafts');
  });
});
