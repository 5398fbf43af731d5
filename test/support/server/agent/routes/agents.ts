import { z } from 'zod';
import { type Answer, json } from '../../answer.ts';
import { param } from '../../asked.ts';
import { changeBody, createBody } from '../agent-config.ts';
import { bodyIn, scopedRoutes } from '../agent-route.ts';
import type { Agent, AgentVersion } from '../agent-world.ts';
import {
  agentAt,
  agentShape,
  agentsIn,
  changeAgent,
  createAgent,
  deleteAgent,
  promoteCanary,
  rollBack,
  versionsOf,
} from '../agents.ts';
import { crashed, inside, stop } from '../answer.ts';
import type { Scoped } from '../scope.ts';

/** Agents of an environment and their versions. */
export const agentRoutes = scopedRoutes('/api/v1/agent/agents', [
  ['GET ', list],
  ['POST ', (asked) => shown(asked, createAgent(asked, bodyIn(asked, createBody)), 201)],
  ['GET /:agent', (asked) => shown(asked, agentAsked(asked))],
  ['PATCH /:agent', patch],
  ['DELETE /:agent', remove],
  ['GET /:agent/versions', versions],
  ['GET /:agent/versions/:version', (asked) => json(versionShape(agentAsked(asked), versionAsked(asked)))],
  ['POST /:agent/versions/:version/rollback', rollback],
  ['PATCH /:agent/canary', setCanary],
  ['GET /:agent/canary/metrics', canaryMetrics],
  ['POST /:agent/canary/promote', promote],
  ['GET /:agent/feature-flags', (asked) => json({ featureFlags: agentAsked(asked).featureFlags })],
  ['PATCH /:agent/feature-flags', patchFlags],
]);

const shown = ({ world }: Scoped, agent: Agent, status = 200): Answer =>
  json(agentShape(world, agent), status);

/** An unknown one is answered under HTTP 200. */
const agentAsked = (asked: Scoped): Agent =>
  agentAt(asked, param(asked, 'agent')) ?? stop(inside('Agent not found', 404));

const versionAsked = (asked: Scoped): AgentVersion =>
  versionsOf(asked, agentAsked(asked)).find(({ id }) => id === param(asked, 'version')) ??
  stop(inside('Version not found', 404));

function list(asked: Scoped): Answer {
  const agents = agentsIn(asked);
  return json({ agents: agents.map((one) => agentShape(asked.world, one)), total: agents.length });
}

/** An unknown one makes it fall over. */
function patch(asked: Scoped): Answer {
  const agent = agentAt(asked, param(asked, 'agent')) ?? stop(crashed());
  const { versionNote, ...sent } = bodyIn(asked, changeBody);
  return shown(asked, changeAgent(asked, agent, sent, versionNote));
}

function remove(asked: Scoped): Answer {
  const agent = agentAt(asked, param(asked, 'agent'));
  if (agent !== undefined) deleteAgent(asked, agent);
  return json({ deleted: agent !== undefined });
}

const versionShape = (agent: Agent, version: AgentVersion) => ({
  ...version,
  isCurrent: version.id === agent.currentVersionId,
  isCanary: version.id === agent.canaryVersionId,
});

/** The cursor is the id of the last version of the page before. */
function versions(asked: Scoped): Answer {
  const agent = agentAsked(asked);
  const all = versionsOf(asked, agent);
  const take = Math.min(200, Math.max(1, Number(asked.query.get('take') ?? 50) || 50));
  const start = all.findIndex(({ id }) => id === asked.query.get('cursor')) + 1;
  const page = all.slice(start, start + take);
  const nextCursor = start + take < all.length ? (page.at(-1)?.id ?? null) : null;
  return json({ versions: page.map((one) => versionShape(agent, one)), nextCursor, pageSize: take });
}

function rollback(asked: Scoped): Answer {
  return shown(asked, rollBack(asked, agentAsked(asked), versionAsked(asked)), 201);
}

function setCanary(asked: Scoped): Answer {
  const agent = agentAsked(asked);
  const shape = z.object({
    canaryVersionId: z.string().nullable(),
    canaryPercent: z.number().min(0).max(100),
  });
  const { canaryVersionId, canaryPercent } = bodyIn(asked, shape);
  const isKnown = versionsOf(asked, agent).some(({ id }) => id === canaryVersionId);
  if (canaryVersionId !== null && !isKnown) return inside('Version not found', 404);
  return shown(asked, Object.assign(agent, { canaryVersionId, canaryPercent }));
}

/** Nothing runs here, so nothing is measured. */
function canaryMetrics(asked: Scoped): Answer {
  const { canaryVersionId, canaryPercent } = agentAsked(asked);
  return json({ canaryVersionId, canaryPercent, turns: 0, errors: 0 });
}

function promote(asked: Scoped): Answer {
  const agent = agentAsked(asked);
  const canary = versionsOf(asked, agent).find(({ id }) => id === agent.canaryVersionId);
  return canary === undefined
    ? inside('No canary version', 400)
    : shown(asked, promoteCanary(asked, agent, canary), 201);
}

function patchFlags(asked: Scoped): Answer {
  const agent = agentAsked(asked);
  const flags = bodyIn(asked, z.record(z.string(), z.boolean()));
  const featureFlags = { ...agent.featureFlags, ...flags };
  changeAgent(asked, agent, { featureFlags });
  return json({ featureFlags });
}
