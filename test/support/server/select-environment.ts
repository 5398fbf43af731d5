import { refuse } from './answer.ts';
import { type Asked, param } from './asked.ts';
import { checkPins, type Principal, principalOf, visibleProject } from './credentials.ts';
import type { Environment, Project } from './world.ts';

/** What a request is about. */
export interface Selected {
  readonly who: Principal;
  readonly project: Project;
  readonly environment: Environment;
}

/** `x-trigger-branch` without a leading `refs/heads/`; any other ref counts as none. */
export function branchOf({ headers }: Pick<Asked, 'headers'>): string | undefined {
  const sent = headers['x-trigger-branch'];
  const name = (Array.isArray(sent) ? sent[0] : sent)?.replace(/^refs\/heads\//, '');
  return name === undefined || name === '' || name.startsWith('refs/') ? undefined : name;
}

/**
 * The environment that the slug of a request, its branch header and its credential lead to.
 *
 * @param badKey  what an unusable credential is told, with 401
 */
export function selectEnvironment(asked: Asked, slug: string, badKey = asked.flavour.badKey): Selected {
  const who = principalOf(asked) ?? refuse(401, badKey);
  const wanted = slug === 'staging' ? 'stg' : slug;
  if (who.kind === 'environment') return selectByKey(asked, who, wanted);
  const project = visibleProject(asked.world, who, param(asked, 'ref')) ?? refuse(404, 'Project not found');
  const environment = selectByUser(asked, who, project, wanted);
  checkPins(asked.flavour, who, project, environment);
  return { who, project, environment };
}

/** The environment that a request with an environment key is about; every other credential is refused. */
export function environmentByKey(asked: Asked): Environment {
  const who = principalOf(asked);
  if (who?.kind !== 'environment') return refuse(401, asked.flavour.badKey);
  return environmentOfKey(asked, who.environment);
}

/** The environment of an environment key: with the root preview key, the branch that the header names. */
export function environmentOfKey(asked: Asked, environment: Environment): Environment {
  if (environment.type !== 'PREVIEW') return environment;
  const branch = branchOf(asked);
  if (branch === undefined) return refuse(401, 'x-trigger-branch header required for preview env');
  const found = findBranch(
    asked,
    environment.projectId,
    branch,
    ({ parentId }) => parentId === environment.id,
  );
  return found ?? refuse(401, asked.flavour.badKey);
}

/**
 * Trigger.dev refuses a foreign slug only when the branch differs as well. A root environment has none, so a
 * key without the header is served on every slug.
 */
function selectByKey(asked: Asked, who: Extract<Principal, { kind: 'environment' }>, slug: string): Selected {
  const { world, flavour } = asked;
  const environment = environmentOfKey(asked, who.environment);
  const project = world.projects.find(({ id }) => id === environment.projectId);
  if (project === undefined || project.ref !== param(asked, 'ref'))
    return refuse(400, foreign('project ref', 'project'));
  const otherBranch = branchOf(asked) !== environment.branchName;
  const isForeign = who.environment.slug !== slug && (flavour.foreignSlug === 'refused' || otherBranch);
  if (isForeign) return refuse(400, foreign('environment slug', 'environment'));
  return { who, project, environment };
}

const foreign = (what: string, noun: string): string =>
  `Invalid ${what} for this API key. Make sure you are using an API key associated with that ${noun}.`;

/** A branch header makes a user read preview whatever the slug is, `dev` excepted where it has branches. */
function selectByUser(asked: Asked, who: Principal, project: Project, slug: string): Environment {
  const branch = branchOf(asked);
  const ofDev = slug === 'dev' && asked.flavour.devBranches;
  const isOwn = ({ userId }: Environment) => who.kind === 'user' && userId === who.userId;
  if (branch !== undefined && !(ofDev && branch === 'default')) {
    const type = ofDev ? 'DEVELOPMENT' : 'PREVIEW';
    const found = findBranch(asked, project.id, branch, (one) => one.type === type && (!ofDev || isOwn(one)));
    return found ?? refuse(404, 'Branch not found');
  }
  const found = asked.world.environments.find(
    (one) =>
      one.projectId === project.id &&
      one.slug === slug &&
      one.archived !== true &&
      (slug !== 'dev' || isOwn(one)),
  );
  return found ?? refuse(404, 'Environment not found');
}

const findBranch = (
  { world }: Asked,
  projectId: string,
  branchName: string,
  fits: (one: Environment) => boolean,
): Environment | undefined =>
  world.environments.find(
    (one) =>
      one.projectId === projectId && one.branchName === branchName && one.archived !== true && fits(one),
  );
