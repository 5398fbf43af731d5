import type { EnvironmentRef } from '../../../../core/environment.ts';
import { byKey } from '../../../../core/variable.ts';
import { nameOf } from '../remote.ts';
import { type AgentList, agentDocument, listAgents, listSkills } from './agent-records.ts';
import { readAgentVersions } from './agent-versions.ts';
import { removeAgent, setAgent } from './agent-writes.ts';
import type { Asking, RecentAsks } from './recent-asks.ts';
import type { DocumentSource, FoundDocument } from './source.ts';

/**
 * The agents of a server. Its ids, by which agents are changed, are those that were read last.
 *
 * Which skills an agent has takes a request of its own, so a list of all agents leaves them out.
 */
export function createAgentSource(asks: RecentAsks): DocumentSource {
  const read = new Map<string, AgentList>();
  const readAll = async (
    service: Asking,
    env: EnvironmentRef,
    signal: AbortSignal | undefined,
  ): Promise<AgentList> => {
    const list = await listAgents(service, env, signal);
    read.set(nameOf(env), list);
    return list;
  };
  return {
    briefLists: true,
    read: async (env, keys, signal, freshness = 'server') => {
      const service = asks.by(freshness);
      const list = await readAll(service, env, signal);
      if (keys === undefined)
        return list.agents.map((one) => agentDocument(list, one, undefined)).sort(byKey);
      const wanted = new Set(keys);
      const found: FoundDocument[] = [];
      for (const agent of list.agents.filter(({ slug }) => wanted.has(slug)))
        found.push(agentDocument(list, agent, await listSkills(service, env, agent.id, signal)));
      return found.sort(byKey);
    },
    versions: (env, slug) => readAgentVersions(asks.by('newest'), env, slug),
    write: (env, write, before, signal) => {
      const list = read.get(nameOf(env)) ?? { agents: [], keys: [] };
      const writing = { service: asks.by('server'), env, list, signal };
      return write.type === 'delete'
        ? removeAgent(writing, write.key)
        : setAgent(writing, { slug: write.key, goal: write.content, before, note: write.note });
    },
  };
}
