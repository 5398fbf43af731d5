import { z } from 'zod';
import { documentOfRecord, type KeyRecord } from '../../../../core/agent-record.ts';
import { withoutNothing } from '../../../../core/agent-serve.ts';
import type { EnvironmentRef } from '../../../../core/environment.ts';
import { isDeeperThan, type Json, type JsonObject, withFields } from '../../../../core/json.ts';
import { limits } from '../../../../core/limits.ts';
import { isWhole } from '../agent-service.ts';
import { listKeyRecords, timeOf } from './key-records.ts';
import type { Asking } from './recent-asks.ts';
import type { FoundDocument } from './source.ts';

/** An agent as the agent service has it, under its id. */
export interface AgentRecord {
  readonly id: string;
  readonly slug: string;
  readonly record: JsonObject;
}

/** An environment's agents, and the provider keys that they are pinned to. */
export interface AgentList {
  readonly agents: readonly AgentRecord[];
  readonly keys: readonly KeyRecord[];
}

/** Who writes agents where, by what was read just before. */
export interface AgentWriting {
  readonly service: Asking;
  readonly env: EnvironmentRef;
  readonly list: AgentList;
  /** Counts until the first request leaves. */
  readonly signal: AbortSignal | undefined;
}

/** No agent nests like that. Of what was parsed as JSON. */
export const isShallow = (value: unknown): boolean => !isDeeperThan(value as Json, limits.documentDepth);

const Agents = z
  .object({
    agents: z.array(z.looseObject({ id: z.string().min(1), slug: z.string().min(1) })).refine(isShallow),
    total: z.number().optional().catch(undefined),
  })
  .refine(({ agents, total }) => total === undefined || total <= agents.length, isWhole);

/** All agents of an environment. Fails as `AgentService.ask`. */
export async function listAgentRecords(
  service: Asking,
  env: EnvironmentRef,
  signal: AbortSignal | undefined,
): Promise<readonly AgentRecord[]> {
  const { agents } = await service.ask(env, { path: ['agents'], signal }, Agents);
  const first = new Map(agents.toReversed().map((one) => [one.slug, one]));
  // It was parsed as JSON, so every field is.
  return agents
    .filter((one) => first.get(one.slug) === one)
    .map((record) => ({ id: record.id, slug: record.slug, record: record as JsonObject }));
}

/** The same, with provider keys. Fails as `AgentService.ask`. */
export async function listAgents(
  service: Asking,
  env: EnvironmentRef,
  signal: AbortSignal | undefined,
): Promise<AgentList> {
  const agents = await listAgentRecords(service, env, signal);
  const keys = await listKeyRecords(service, env, signal);
  return { agents, keys };
}

/** One of them as a document. `skills` are absent where they were not asked for. */
export function agentDocument(
  { agents, keys }: AgentList,
  { slug, record }: AgentRecord,
  skills: readonly Skill[] | undefined,
): FoundDocument {
  const document = withoutNothing(documentOfRecord(record, keys, agents));
  const content =
    skills === undefined ? document : withFields(document, [['skills', skills.map(documentOfSkill)]]);
  return { key: slug, content, changedAt: timeOf(record['updatedAt']) };
}

const Skill = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  requiredEnv: z
    .array(z.string())
    .nullish()
    .transform((names) => names ?? []),
});
export type Skill = z.infer<typeof Skill>;

const Skills = z.object({ skills: z.array(Skill) });

const documentOfSkill = ({ name, requiredEnv }: Skill): JsonObject => ({ name, requires: requiredEnv });

/** All skills of an environment, or those of one agent. Fails as `AgentService.ask`. */
export async function listSkills(
  service: Asking,
  env: EnvironmentRef,
  agentId: string | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly Skill[]> {
  const path = agentId === undefined ? ['skills'] : ['skills', 'agent', agentId];
  const { skills } = await service.ask(env, { path, signal }, Skills);
  return skills;
}
