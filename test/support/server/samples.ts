import { sampleVariables } from '../../../main/sample/sample-variables.ts';
import { addAgentSample } from './agent/agent-samples.ts';
import { emptyAgentWorld } from './agent/agent-world.ts';
import type { EnvironmentType, Flavour } from './flavour.ts';
import { environmentKey, newId, personalToken, slugs } from './names.ts';
import { type Environment, environmentAt, type Project, put, type World } from './world.ts';

const since = '2026-01-05T09:00:00.000Z';

/** A world in which nobody is. */
export const emptyWorld = (): World => ({
  users: [],
  organizations: [],
  projects: [],
  environments: [],
  tokens: [],
  codes: [],
  queues: [],
  deployments: [],
  schedules: [],
  values: new Map(),
  agent: emptyAgentWorld(),
  browserUserId: '',
});

/** Environments as a new project gets them: one for development per member of the organization. */
export function addRootEnvironments(
  world: World,
  project: Project,
  types: readonly EnvironmentType[],
  seed?: string,
): void {
  const members = world.organizations.find(({ id }) => id === project.organizationId)?.members ?? [];
  for (const type of types)
    for (const owner of type === 'DEVELOPMENT' ? members : [undefined]) {
      const name = seed === undefined ? undefined : `${seed}/${type}/${owner?.userId ?? ''}`;
      world.environments.push({
        id:
          name === undefined ? newId('env') : `env_${slugs[type]}_${project.slug}_${owner?.userId ?? 'all'}`,
        projectId: project.id,
        slug: slugs[type],
        type,
        apiKey: environmentKey(type, name),
        createdAt: project.createdAt,
        paused: false,
        ...(owner === undefined ? {} : { userId: owner.userId }),
      });
    }
}

/**
 * Two people, an organization and two projects. The first holds the variables of the app's sample project.
 *
 * All of it is made up, and the same at every start, credentials included.
 */
export function sampleWorld(flavour: Flavour): World {
  const world = emptyWorld();
  world.users.push(
    { id: 'user_ada', email: 'ada@acme.example', name: 'Ada' },
    { id: 'user_ben', email: 'ben@acme.example', name: 'Ben' },
  );
  world.browserUserId = 'user_ada';
  world.organizations.push({
    id: 'org_acme',
    title: 'Acme',
    slug: 'acme-1a2b',
    createdAt: since,
    members: [
      { userId: 'user_ada', role: 'ADMIN' },
      { userId: 'user_ben', role: 'MEMBER' },
    ],
  });
  const types: readonly EnvironmentType[] = ['DEVELOPMENT', 'STAGING', 'PREVIEW', 'PRODUCTION'];
  for (const name of ['support-bot', 'billing']) {
    const project: Project = {
      id: `project_${name}`,
      ref: `proj_${name.replace('-', '')}sample`,
      name,
      slug: `${name}-3c4d`,
      createdAt: since,
      organizationId: 'org_acme',
    };
    world.projects.push(project);
    addRootEnvironments(world, project, types, `${flavour.name}/${name}`);
  }
  world.tokens.push(sampleToken(flavour));
  fillSample(world);
  addSampleBranch(world);
  addSampleQueues(world);
  addSampleDeployments(world);
  if (flavour.agentService) addAgentSample(world, flavour.name);
  return world;
}

const sampleToken = (flavour: Flavour) => ({
  id: 'pat_sample',
  token: personalToken(flavour.tokenPrefix, `${flavour.name}/ada`),
  name: 'Sample',
  of: { userId: 'user_ada' },
  role: 'write' as const,
  pins: {},
  createdAt: Date.parse(since),
});

/** A server keeps no empty values. */
function fillSample(world: World): void {
  const slugOf = { dev: 'dev', staging: 'stg', prod: 'prod' } as const;
  for (const name of ['dev', 'staging', 'prod'] as const) {
    const environment = environmentAt(world, slugOf[name]);
    for (const { key, kind, [name]: value } of sampleVariables)
      if (value !== undefined && value !== '')
        put(world, environment.id, key, value, { secret: kind === 'secret', now: Date.parse(since) });
  }
}

/** A branch that overrides one value of the preview environment and adds one. */
function addSampleBranch(world: World): void {
  const parent = environmentAt(world, 'preview');
  const branch: Environment = {
    ...parent,
    id: `${parent.id}_tone`,
    slug: 'preview-feat-tone',
    branchName: 'feat/tone',
    parentId: parent.id,
  };
  world.environments.push(branch);
  put(world, parent.id, 'APP_NAME', 'support-bot');
  put(world, parent.id, 'LOG_LEVEL', 'info');
  put(world, parent.id, 'OPENAI_API_KEY', 'sk-fake-preview-0000-not-a-real-key', { secret: true });
  put(world, branch.id, 'LOG_LEVEL', 'debug');
  put(world, branch.id, 'FEATURE_TONE', 'warm');
}

/** Production has two; staging and development differ from it in limits, and in what is paused. */
function addSampleQueues(world: World): void {
  const queue = { base: 5, running: 0, paused: false };
  const prod = { ...queue, environmentId: environmentAt(world, 'prod').id };
  const stg = { ...queue, environmentId: environmentAt(world, 'stg').id };
  const dev = { ...queue, environmentId: environmentAt(world, 'dev').id };
  world.queues.push(
    { ...prod, id: 'queue_answers', name: 'answers', type: 'task', queued: 2 },
    { ...prod, id: 'queue_mail', name: 'send/mail', type: 'custom', queued: 0 },
    { ...stg, id: 'queue_stg_answers', name: 'answers', type: 'task', queued: 0, override: 2 },
    { ...stg, id: 'queue_stg_mail', name: 'send/mail', type: 'custom', queued: 9, paused: true },
    { ...dev, id: 'queue_dev_answers', name: 'answers', type: 'task', queued: 0, base: null },
    { ...dev, id: 'queue_dev_mail', name: 'send/mail', type: 'custom', queued: 0, base: 1 },
    { ...dev, id: 'queue_dev_crawl', name: 'crawl', type: 'custom', queued: 40, running: 1, base: 1 },
  );
}

function addSampleDeployments(world: World): void {
  const environmentId = environmentAt(world, 'prod').id;
  for (const [index, day] of ['12', '05'].entries())
    world.deployments.push({
      id: `deployment_${day}`,
      environmentId,
      createdAt: `2026-01-${day}T10:00:00.000Z`,
      shortCode: `code${day}`,
      version: `202601${day}.1`,
      status: 'DEPLOYED',
      deployedAt: `2026-01-${day}T10:03:00.000Z`,
      git: { branch: 'main' },
      isCurrent: index === 0,
    });
}
