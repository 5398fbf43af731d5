import { z } from 'zod';
import { type Answer, json, refuse } from '../answer.ts';
import { type Asked, jsonBody, param } from '../asked.ts';
import { principalOf, userOf, visibleProject } from '../credentials.ts';
import type { EnvironmentType } from '../flavour.ts';
import { newId } from '../names.ts';
import type { Route } from '../route.ts';
import { selectEnvironment } from '../select-environment.ts';
import { type Environment, environmentsOf, type Project } from '../world.ts';

const base = '/api/v1/projects/:ref';

/** Environments of a project, their keys, and branches. */
export const environmentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${base}/environments`,
    bucket: 'general',
    handle: list,
    only: ({ environmentsRoute }) => environmentsRoute,
    cors: true,
  },
  { method: 'GET', path: `${base}/branches`, bucket: 'deploy', handle: branches },
  { method: 'POST', path: `${base}/branches`, bucket: 'deploy', handle: createBranch },
  { method: 'POST', path: `${base}/branches/archive`, bucket: 'deploy', handle: archiveBranch },
  {
    method: 'GET',
    path: `${base}/dev-status`,
    bucket: 'general',
    handle: (asked) => {
      projectAsked(asked);
      return json({ isConnected: false });
    },
    only: ({ devBranches }) => devBranches,
  },
  // Last: it takes any word in the environment's place.
  {
    method: 'GET',
    path: `${base}/:env`,
    bucket: 'deploy',
    handle: keyOf,
    only: ({ environmentKeys }) => environmentKeys,
  },
];

const order: readonly EnvironmentType[] = ['DEVELOPMENT', 'STAGING', 'PREVIEW', 'PRODUCTION'];
const words = ['dev', 'staging', 'prod', 'preview'];

function projectAsked(asked: Asked): { readonly project: Project; readonly userId: string } {
  const who = userOf(asked);
  const project = visibleProject(asked.world, who, param(asked, 'ref')) ?? refuse(404, 'Project not found');
  return { project, userId: who.userId };
}

/** Roots only; of the development environments the asker's own. */
function list(asked: Asked): Answer {
  const { project, userId } = projectAsked(asked);
  const rows = environmentsOf(asked.world, project.id)
    .filter((one) => one.branchName === undefined && one.archived !== true)
    .filter((one) => one.type !== 'DEVELOPMENT' || one.userId === undefined || one.userId === userId)
    .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type))
    .map(({ id, slug, type, paused }) => ({
      id,
      slug,
      type,
      isBranchableEnvironment: type === 'PREVIEW',
      branchName: null,
      paused,
    }));
  return json(rows);
}

/** The environment's secret key. An environment key gets itself back. */
function keyOf(asked: Asked): Answer {
  if (!words.includes(param(asked, 'env'))) return refuse(400, 'Invalid Params');
  const { who, project, environment } = selectEnvironment(
    asked,
    param(asked, 'env'),
    'Invalid or Missing API key',
  );
  const apiKey = who.kind === 'environment' ? who.environment.apiKey : environment.apiKey;
  const runtime = asked.flavour.environmentsRoute ? { defaultRuntime: 'node-24' } : {};
  return json({ apiKey, name: project.name, apiUrl: asked.origin, projectId: project.id, ...runtime });
}

const previewOf = (asked: Asked, project: Project): Environment =>
  environmentsOf(asked.world, project.id).find(
    (one) => one.type === 'PREVIEW' && one.branchName === undefined && one.archived !== true,
  ) ?? refuse(400, `You don't have preview branches setup for this project.`);

const branchesOf = (asked: Asked, parent: Environment): readonly Environment[] =>
  environmentsOf(asked.world, parent.projectId).filter(({ parentId }) => parentId === parent.id);

function branches(asked: Asked): Answer {
  const parent = previewOf(asked, projectAsked(asked).project);
  const live = branchesOf(asked, parent).filter(({ archived }) => archived !== true);
  return json({
    branches: live.map(({ id, branchName, createdAt, paused }) => ({
      id,
      name: branchName,
      createdAt,
      updatedAt: createdAt,
      isPaused: paused,
    })),
  });
}

const branchBody = z.object({
  env: z.enum(['preview', 'development']).default('preview'),
  branch: z.string().min(1),
});

/** Making a branch that is there answers that one. */
function createBranch(asked: Asked): Answer {
  const { project, userId } = projectAsked(asked);
  const body = branchBody.safeParse(jsonBody(asked));
  if (!body.success) return json({ error: 'Invalid request body', issues: body.error.issues }, 400);
  const { env, branch } = body.data;
  if (/\.\.|[\s~^:?*[\\]/.test(branch))
    return refuse(400, 'Invalid branch name, contains disallowed character sequences');
  const parent = env === 'preview' ? previewOf(asked, project) : ownDevOf(asked, project, userId);
  const there = branchesOf(asked, parent).find((one) => one.branchName === branch && one.archived !== true);
  if (there !== undefined) return json({ id: there.id });
  const made: Environment = {
    ...parent,
    id: newId('env'),
    slug: `${parent.slug}-${branch.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    branchName: branch,
    parentId: parent.id,
    createdAt: new Date(asked.now).toISOString(),
  };
  asked.world.environments.push(made);
  return json({ id: made.id });
}

const ownDevOf = (asked: Asked, project: Project, userId: string): Environment => {
  const dev = environmentsOf(asked.world, project.id).find(
    (one) => one.type === 'DEVELOPMENT' && one.userId === userId && one.branchName === undefined,
  );
  return asked.flavour.devBranches && dev !== undefined ? dev : refuse(400, 'Invalid Params');
};

/** The values of an archived branch stay; the answer holds the whole row, its key included. */
function archiveBranch(asked: Asked): Answer {
  const who = principalOf(asked) ?? refuse(401, 'Invalid or Missing API key');
  if (who.kind === 'user' && asked.flavour.roles && who.token.pins.organizationId !== undefined)
    refuse(403, 'Personal access token scope does not permit this environment');
  const { project, userId } = projectAsked(asked);
  const body = branchBody.safeParse(jsonBody(asked));
  if (!body.success) return json({ error: 'Invalid request body', issues: body.error.issues }, 400);
  const { env, branch } = body.data;
  const parent = env === 'preview' ? previewOf(asked, project) : ownDevOf(asked, project, userId);
  const found = branchesOf(asked, parent).filter(({ branchName }) => branchName === branch);
  const live = found.find(({ archived }) => archived !== true);
  if (live === undefined)
    return found.length > 0 ? refuse(400, 'Branch already archived') : refuse(404, 'Branch not found');
  live.archived = true;
  live.archivedAt = new Date(asked.now).toISOString();
  const organization = asked.world.organizations.find(({ id }) => id === project.organizationId);
  return json({ success: true, branch: live, organization, project });
}
