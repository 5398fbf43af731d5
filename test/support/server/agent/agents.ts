import { isDeepStrictEqual } from 'node:util';
import { newId } from '../names.ts';
import type { World } from '../world.ts';
import { configOf, defaultConfig, type SentConfig, sentOf } from './agent-config.ts';
import { isoOf } from './agent-route.ts';
import type { Agent, AgentVersion } from './agent-world.ts';
import type { Scope } from './scope.ts';

/** Who does something with agents, where and when. */
export interface Doer {
  readonly world: World;
  readonly scope: Scope;
  readonly now: number;
  /** Names what is made; names nobody can guess unless given. */
  readonly newId?: (kind: string) => string;
}

export type NewAgent = SentConfig & {
  readonly name: string;
  readonly model: string;
  readonly slug?: string | undefined;
};

export const agentsIn = ({ world, scope }: Doer): readonly Agent[] =>
  world.agent.agents.filter(
    (one) => one.environmentId === scope.environmentId && one.projectId === scope.projectId,
  );

/** An id of another environment is as unknown as any. */
export const agentAt = (doer: Doer, id: string): Agent | undefined =>
  agentsIn(doer).find((one) => one.id === id);

export const agentShape = ({ agent: { threads } }: World, agent: Agent) => ({
  ...agent,
  _count: { threads: threads.filter(({ agentId }) => agentId === agent.id).length },
});

/** Neither the provider of a model nor the keys of routes are looked at. */
export function createAgent(doer: Doer, { slug, ...sent }: NewAgent): Agent {
  const { organizationId, projectId, environmentId } = doer.scope;
  const at = isoOf(doer.now);
  const made: Agent = {
    ...configOf({ ...defaultConfig, name: sent.name, model: sent.model, ...sentOf(sent) }),
    id: (doer.newId ?? newId)('agent'),
    organizationId,
    projectId,
    environmentId,
    slug: freeSlug(doer, slug ?? slugOf(sent.name)),
    currentVersionId: null,
    canaryVersionId: null,
    canaryPercent: 0,
    agentRetryConfig: null,
    governanceConfig: null,
    mcpPermissions: null,
    visibility: 'private',
    createdAt: at,
    updatedAt: at,
  };
  doer.world.agent.agents.push(made);
  addVersion(doer, made, 'Initial version');
  return made;
}

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** A taken slug is not refused: the time is put behind it, and there are two agents. */
function freeSlug(doer: Doer, wanted: string): string {
  const isTaken = (slug: string) => agentsIn(doer).some((one) => one.slug === slug);
  if (!isTaken(wanted)) return wanted;
  let time = doer.now;
  while (isTaken(`${wanted}-${time.toString(36)}`)) time++;
  return `${wanted}-${time.toString(36)}`;
}

/** A change that changes nothing makes no version. */
export function changeAgent(doer: Doer, agent: Agent, sent: SentConfig, note?: string): Agent {
  const before = configOf(agent);
  Object.assign(agent, structuredClone(sentOf(sent)));
  if (isDeepStrictEqual(before, configOf(agent))) return agent;
  agent.updatedAt = isoOf(doer.now);
  addVersion(doer, agent, note ?? null);
  return agent;
}

/** For good, with its versions and threads. */
export function deleteAgent({ world }: Doer, agent: Agent): void {
  const { agents, versions, threads, skills } = world.agent;
  agents.splice(agents.indexOf(agent), 1);
  dropOf(agent, versions);
  dropOf(agent, threads);
  for (const { agentIds } of skills)
    if (agentIds.includes(agent.id)) agentIds.splice(agentIds.indexOf(agent.id), 1);
}

const dropOf = <T extends { readonly agentId: string }>(agent: Agent, list: T[]): T[] =>
  list.splice(0, list.length, ...list.filter(({ agentId }) => agentId !== agent.id));

/** Newest first. */
export const versionsOf = ({ world }: Doer, agent: Agent): readonly AgentVersion[] =>
  world.agent.versions.filter(({ agentId }) => agentId === agent.id).reverse();

function addVersion(doer: Doer, agent: Agent, note: string | null): void {
  const made: AgentVersion = {
    id: (doer.newId ?? newId)('version'),
    agentId: agent.id,
    versionNumber: (versionsOf(doer, agent)[0]?.versionNumber ?? 0) + 1,
    createdBy: doer.scope.userId,
    note,
    snapshot: configOf(agent),
    createdAt: isoOf(doer.now),
  };
  doer.world.agent.versions.push(made);
  agent.currentVersionId = made.id;
}

/** Takes a version's configuration back, as a version of its own. */
export const rollBack = (doer: Doer, agent: Agent, version: AgentVersion): Agent =>
  changeAgent(doer, agent, version.snapshot, `Rollback to version ${version.versionNumber}`);

/** Makes the version on trial the current one, within its environment. */
export function promoteCanary(doer: Doer, agent: Agent, canary: AgentVersion): Agent {
  Object.assign(agent, configOf(canary.snapshot));
  agent.currentVersionId = canary.id;
  agent.canaryVersionId = null;
  agent.canaryPercent = 0;
  agent.updatedAt = isoOf(doer.now);
  return agent;
}
