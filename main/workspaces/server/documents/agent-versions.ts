import { z } from 'zod';
import { documentOfRecord } from '../../../../core/agent-record.ts';
import { servedAgent } from '../../../../core/agent-serve.ts';
import type { EnvironmentRef } from '../../../../core/environment.ts';
import { canonicalJson, type JsonObject } from '../../../../core/json.ts';
import type { DocumentVersion } from '../../../../core/workspace.ts';
import { agentDocument, isShallow, listAgents, listSkills } from './agent-records.ts';
import { timeOf } from './key-records.ts';
import type { Asking } from './recent-asks.ts';

const Versions = z.object({
  versions: z.array(
    z.object({
      versionNumber: z.number().int().min(1),
      createdAt: z.string(),
      snapshot: z.record(z.string(), z.unknown()).refine(isShallow),
    }),
  ),
});

/** As many as the server gives at once: older ones are in its dashboard. */
const most = '200';

/**
 * Versions of an agent as its server keeps them, newest first; none of an agent that is not there. What a version tells
 * nothing of, such as skills, is as it is now: bringing one back leaves it so. Fails as `AgentService.ask`.
 */
export async function readAgentVersions(
  service: Asking,
  env: EnvironmentRef,
  slug: string,
): Promise<readonly DocumentVersion[]> {
  const list = await listAgents(service, env, undefined);
  const agent = list.agents.find((one) => one.slug === slug);
  if (agent === undefined) return [];
  const skills = await listSkills(service, env, agent.id, undefined);
  const { content: now } = agentDocument(list, agent, skills);
  // It was parsed as JSON, so every field is.
  const asDocument = (snapshot: unknown) => documentOfRecord(snapshot as JsonObject, list.keys, list.agents);
  const path = ['agents', agent.id, 'versions'];
  const { versions } = await service.ask(env, { path, query: { take: most } }, Versions);
  return versions
    .map(({ versionNumber, createdAt, snapshot }) => ({
      version: versionNumber,
      text: canonicalJson(servedAgent(asDocument(snapshot), now, { set: new Set() })),
      at: timeOf(createdAt) ?? 0,
      changeSetId: undefined,
    }))
    .sort((a, b) => b.version - a.version);
}
