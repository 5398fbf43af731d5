import { lettersOf } from '../names.ts';
import { environmentAt, type World } from '../world.ts';
import type { ProviderKey } from './agent-world.ts';
import { changeAgent, createAgent, type Doer } from './agents.ts';
import { controlPlaneToken } from './credentials.ts';
import { agentSamples, keySamples, skillSamples } from './sample-agents.ts';

const since = Date.parse('2026-01-05T09:00:00.000Z');
const at = new Date(since).toISOString();

/** Agents, keys, skills and credentials of the first project, the same at every start. */
export function addAgentSample(world: World, seed: string): void {
  world.agent.triggerEnvironmentId = environmentAt(world, 'prod').id;
  world.agent.processVariables.set('GOOGLE_GENERATIVE_AI_API_KEY', 'fake-google-operator-0000');
  for (const { id, organizationId, name } of world.projects)
    world.agent.entities.push({
      id: name,
      organizationId,
      projectId: id,
      secret: `fake_entity_${lettersOf(`${seed}/${name}/entity`, 32)}`,
    });
  for (const slug of ['dev', 'stg', 'preview', 'prod']) addToken(world, seed, slug);
  addKeys(world);
  for (const sample of agentSamples) addAgent(world, sample);
  addSkills(world);
  addThreads(world);
}

function scopeAt(world: World, slug: string) {
  const { id, projectId } = environmentAt(world, slug);
  return { organizationId: 'org_acme', projectId, environmentId: id, userId: 'user_ada' };
}

function addToken(world: World, seed: string, slug: string): void {
  world.agent.mcpTokens.push({
    id: `mcp_sample_${slug}`,
    token: controlPlaneToken(`${seed}/${slug}/mcp`),
    name: `Sample ${slug}`,
    ...scopeAt(world, slug),
    permissions: ['*'],
    tier: 'scope',
    createdAt: since,
  });
}

function addKeys(world: World): void {
  for (const { slug, label, envVarName, provider, isDefault } of keySamples) {
    const key: ProviderKey = {
      id: sampleKeyId(slug, label),
      environmentId: environmentAt(world, slug).id,
      provider,
      label,
      envVarName,
      isDefault,
      createdBy: 'user_ada',
      createdAt: at,
      updatedAt: at,
      lastUsedAt: null,
    };
    world.agent.providerKeys.push(key);
  }
  const row = (slug: string, provider: string, enabled: boolean) =>
    world.agent.providerRows.push({
      environmentId: environmentAt(world, slug).id,
      provider,
      enabled,
      linkedAt: at,
    });
  row('dev', 'mistral', true);
  row('stg', 'google', false);
  row('prod', 'azure', true);
}

const sampleKeyId = (slug: string, label: string): string =>
  `pkey_${slug}_${label.toLowerCase().replaceAll(' ', '-')}`;

/** Made as the routes make it, and changed once for each further prompt. */
function addAgent(
  world: World,
  { slug, at: where, config, keys, prompts, link }: (typeof agentSamples)[number],
): void {
  let count = 0;
  const doer: Doer = {
    world,
    scope: scopeAt(world, where),
    now: since,
    newId: (kind) => `${kind}_${where}_${slug}${kind === 'version' ? `_${++count}` : ''}`,
  };
  const enabledTools = [
    'help_centre.search',
    ...(link === undefined ? [] : [`ask_agent:agent_${where}_${link}`]),
  ];
  const keyIn = (label: string | undefined) => (label === undefined ? null : sampleKeyId(where, label));
  const made = createAgent(doer, {
    ...config,
    slug,
    modelRoutes: config.modelRoutes.map((route, index) => ({ ...route, providerKeyId: keyIn(keys[index]) })),
    toolsBlockConfig: {
      mode: 'allow',
      enabledTools,
      perToolPerms: {},
      pinnedTools: enabledTools.slice(0, 1),
    },
    providerKeyId: keyIn(keys[0]),
    systemPrompt: prompts[0] ?? null,
  });
  for (const systemPrompt of prompts.slice(1)) changeAgent(doer, made, { systemPrompt }, 'Wording');
}

function addSkills(world: World): void {
  for (const slug of ['dev', 'stg', 'prod'])
    for (const { name, description, requiredEnv, agents } of skillSamples)
      world.agent.skills.push({
        id: `skill_${slug}_${name}`,
        environmentId: environmentAt(world, slug).id,
        name,
        description,
        requiredEnv,
        agentIds: agents.flatMap((agent) => (agent.at === slug ? [`agent_${slug}_${agent.slug}`] : [])),
        createdAt: at,
      });
}

function addThreads(world: World): void {
  const environmentId = environmentAt(world, 'prod').id;
  for (const [id, archived] of [
    ['thread_1', false],
    ['thread_2', false],
    ['thread_3', true],
  ] as const)
    world.agent.threads.push({ id, environmentId, agentId: 'agent_prod_triage', archived });
}
