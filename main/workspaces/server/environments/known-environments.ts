import type { EnvironmentKind, EnvironmentRef } from '../../../../core/environment.ts';
import type { AgentEnvironment } from '../agent-service.ts';
import type { Discovery, FoundEnvironment, FoundProject } from '../api.ts';
import { kindOf, nameOf, usualSlug } from '../http/names.ts';
import { remoteOf, slugOf } from '../remote.ts';

/** A discovery with one environment more, as made just now. */
export const withEnvironment = (
  discovery: Discovery,
  { projectId, slug }: Pick<EnvironmentRef, 'projectId' | 'slug'>,
  kind: EnvironmentKind,
): Discovery =>
  inProject(discovery, projectId, (environments) => {
    const remote = remoteOf({ projectId, slug });
    const made = { ...remote, name: remote.branch ?? nameOf(slug), kind, paused: false };
    return [...environments.filter((one) => slugOf(one) !== slug), made];
  });

/** A discovery without one environment. */
export const withoutEnvironment = (
  discovery: Discovery,
  { projectId, slug }: Pick<EnvironmentRef, 'projectId' | 'slug'>,
): Discovery =>
  inProject(discovery, projectId, (environments) => environments.filter((one) => slugOf(one) !== slug));

/** A discovery with one environment put away. */
export const withArchived = (
  discovery: Discovery,
  { projectId, slug }: Pick<EnvironmentRef, 'projectId' | 'slug'>,
): Discovery =>
  inProject(discovery, projectId, (environments) =>
    environments.map((one) => (slugOf(one) === slug ? { ...one, archived: true } : one)),
  );

/**
 * What an account sees, with what the control plane lists beyond it: environments of any slug, and archived ones.
 *
 * @param lists   of each project that the control plane told of, by its reference
 * @param before  what was known before: tells of archived ones where the control plane does not answer
 */
export function withListed(
  discovery: Discovery,
  lists: ReadonlyMap<string, readonly AgentEnvironment[]>,
  before: Discovery | undefined,
): Discovery {
  const earlier = new Map(projectsOf(before).map((one) => [one.ref, one.environments]));
  return inProjects(discovery, ({ ref, environments }) => {
    const listed = lists.get(ref);
    return listed === undefined
      ? [...environments, ...lost(environments, earlier.get(ref) ?? [])]
      : merged(ref, environments, listed);
  });
}

/** A slug that another environment is reached by, or a branch of one, would be a second row of that one. */
const isItsOwn = (projectId: string, slug: string): boolean =>
  usualSlug(slug) === slug && remoteOf({ projectId, slug }).branch === undefined;

/** Archived environments that no route tells of. */
function lost(
  found: readonly FoundEnvironment[],
  earlier: readonly FoundEnvironment[],
): readonly FoundEnvironment[] {
  const there = new Set(found.map(slugOf));
  return earlier.filter((one) => one.archived === true && !there.has(slugOf(one)));
}

function merged(
  projectRef: string,
  found: readonly FoundEnvironment[],
  listed: readonly AgentEnvironment[],
): readonly FoundEnvironment[] {
  // Branches are told of elsewhere, and development environments of other members are not this account's.
  const shared = listed.filter(
    ({ slug, branch, memberId }) =>
      branch === undefined && memberId === undefined && isItsOwn(projectRef, slug),
  );
  const types = new Map(shared.map(({ slug, type }) => [slug, type]));
  const told = found.map((one) => {
    const type = one.branch === undefined ? types.get(one.slug) : undefined;
    // Another service takes no guard away from production: only the person says that it is none.
    return type === undefined || one.kind === 'production' ? one : { ...one, kind: kindOf(one.slug, type) };
  });
  const there = new Set(found.filter(({ branch }) => branch === undefined).map(({ slug }) => slug));
  const live = shared.filter((one) => !one.archived && !there.has(one.slug));
  for (const { slug } of live) there.add(slug);
  const archived = shared.filter((one) => one.archived && !there.has(one.slug));
  const more = [...live, ...archived].map(
    ({ slug, type, archived: put }): FoundEnvironment => ({
      projectRef,
      slug,
      name: nameOf(slug),
      kind: kindOf(slug, type),
      paused: false,
      ...(put ? { archived: true } : {}),
    }),
  );
  return [...told, ...new Map(more.map((one) => [one.slug, one])).values()];
}

export const projectsOf = (discovery: Discovery | undefined): readonly FoundProject[] =>
  (discovery?.organizations ?? []).flatMap(({ projects }) => projects);

const inProject = (
  discovery: Discovery,
  ref: string,
  change: (environments: readonly FoundEnvironment[]) => readonly FoundEnvironment[],
): Discovery =>
  inProjects(discovery, (project) =>
    project.ref === ref ? change(project.environments) : project.environments,
  );

const inProjects = (
  discovery: Discovery,
  environmentsOf: (project: FoundProject) => readonly FoundEnvironment[],
): Discovery => ({
  ...discovery,
  organizations: discovery.organizations.map((organization) => ({
    ...organization,
    projects: organization.projects.map((project) => ({ ...project, environments: environmentsOf(project) })),
  })),
});
