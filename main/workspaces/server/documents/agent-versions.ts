import { z } from 'zod';
import { documentOfRecord } from '../../../../core/agent-record.ts';
import { servedAgent } from '../../../../core/agent-serve.ts';
import type { EnvironmentRef } from '../../../../core/environment.ts';
import { canonicalJson, type JsonObject } from '../../../../core/json.ts';
import type { DocumentVersion } from '../../../../core/workspace.ts';
import { isWhole } from '../agent-service.ts';
import { agentDocument, isShallow, listAgents, listSkills } from './agent-records.ts';
import { timeOf } from './key-records.ts';
import type { Asking } from './recent-asks.ts';

const Version = z.object({
  versionNumber: z.number().int().min(1),
  createdAt: z.string(),
  snapshot: z.record(z.string(), z.unknown()).refine(isShallow),
});
type Version = z.infer<typeof Version>;

const Page = z.object({ versions: z.array(Version), nextCursor: z.string().min(1).max(190).nullish() });

/** As many as the server gives at once. */
const perPage = '200';
/** The service allows thirty requests a minute; an agent of more versions than these is not read in part. */
const mostPages = 20;

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
  const versions = await allVersions(service, env, agent.id);
  return versions
    .map(({ versionNumber, createdAt, snapshot }) => ({
      version: versionNumber,
      text: canonicalJson(servedAgent(asDocument(snapshot), now, { set: new Set() })),
      at: timeOf(createdAt) ?? 0,
      changeSetId: undefined,
    }))
    .sort((a, b) => b.version - a.version);
}

/** Page by page, each version once: one may be made while they are read. */
async function allVersions(
  service: Asking,
  env: EnvironmentRef,
  agentId: string,
): Promise<readonly Version[]> {
  const path = ['agents', agentId, 'versions'];
  const found = new Map<number, Version>();
  const cursors = new Set<string>();
  for (;;) {
    const query = { take: perPage, ...cursorOf([...cursors].at(-1)) };
    const { versions, nextCursor } = await service.ask(env, { path, query }, pageAfter(cursors));
    for (const version of versions) found.set(version.versionNumber, version);
    if (nextCursor == null) return [...found.values()];
    cursors.add(nextCursor);
  }
}

const cursorOf = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });

/** The page behind these: one that leads back to them, or on for ever, is a part of nothing whole. */
const pageAfter = (cursors: ReadonlySet<string>) =>
  Page.refine(
    ({ nextCursor }) => nextCursor == null || (cursors.size + 1 < mostPages && !cursors.has(nextCursor)),
    isWhole,
  );
