import { z } from 'zod';
import { changeBody, createBody } from '../agent-config.ts';
import type { Agent } from '../agent-world.ts';
import {
  agentAt,
  agentShape,
  agentsIn,
  changeAgent,
  createAgent,
  deleteAgent,
  promoteCanary,
  versionsOf,
} from '../agents.ts';
import { nothing, refused, type ToolAsked, tool } from './tool.ts';

const approval = { approval: true } as const;
const ofAgent = z.object({ agentId: z.string() });
const canary = ofAgent.extend({
  canaryVersionId: z.string().nullable(),
  canaryPercent: z.number().min(0).max(100),
});
const clone = z.object({ sourceAgentId: z.string(), newName: z.string().min(1) });

/** Agents of the token's environment. */
export const agentTools = [
  tool('agents.list', nothing, list),
  tool('agents.get', ofAgent, (asked, { agentId }) =>
    withAgent(asked, agentId, (agent) => agentShape(asked.world, agent)),
  ),
  tool('agents.create', createBody, (asked, sent) => agentShape(asked.world, createAgent(asked, sent))),
  tool('agents.update', ofAgent.extend(changeBody.shape), (asked, { agentId, versionNote, ...sent }) =>
    withAgent(asked, agentId, (agent) =>
      agentShape(asked.world, changeAgent(asked, agent, sent, versionNote)),
    ),
  ),
  tool('agents.delete', ofAgent, remove, approval),
  tool('agents.canary.set', canary, setCanary),
  tool('agents.canary.promote', ofAgent, promote, approval),
  tool('agents.clone_from', clone, cloneFrom),
];

function withAgent(asked: ToolAsked, id: string, give: (agent: Agent) => unknown): unknown {
  const found = agentAt(asked, id);
  return found === undefined ? refused('agent_not_found') : give(found);
}

function list(asked: ToolAsked) {
  const agents = agentsIn(asked);
  return { agents: agents.map((one) => agentShape(asked.world, one)), total: agents.length };
}

function remove(asked: ToolAsked, { agentId }: { agentId: string }) {
  const agent = agentAt(asked, agentId);
  if (agent !== undefined) deleteAgent(asked, agent);
  return { deleted: agent !== undefined };
}

function setCanary(asked: ToolAsked, { agentId, ...sent }: z.infer<typeof canary>) {
  return withAgent(asked, agentId, (agent) => {
    const isKnown = versionsOf(asked, agent).some(({ id }) => id === sent.canaryVersionId);
    if (sent.canaryVersionId !== null && !isKnown) return refused('version_not_found');
    return agentShape(asked.world, Object.assign(agent, sent));
  });
}

function promote(asked: ToolAsked, { agentId }: { agentId: string }) {
  return withAgent(asked, agentId, (agent) => {
    const found = versionsOf(asked, agent).find(({ id }) => id === agent.canaryVersionId);
    if (found === undefined) return refused('no_canary');
    return agentShape(asked.world, promoteCanary(asked, agent, found));
  });
}

/** Within the environment; the pin, the flags and the threading stay behind. */
function cloneFrom(asked: ToolAsked, { sourceAgentId, newName }: z.infer<typeof clone>) {
  return withAgent(asked, sourceAgentId, (source) => {
    const copied = { ...createBody.omit({ slug: true }).parse(source), name: newName };
    const made = createAgent(asked, { ...copied, contextMapping: source.contextMapping });
    const contextMappingCopied = source.contextMapping !== null;
    return { agent: agentShape(asked.world, made), sourceAgentId, contextMappingCopied };
  });
}
