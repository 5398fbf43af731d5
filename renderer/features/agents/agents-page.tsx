import '../../documents/documents.css';
import './agents.css';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { asAppError } from '../../api/bridge.ts';
import { documentQueries } from '../../api/document-queries.ts';
import { PageGap } from '../../documents/page-gap.tsx';
import { useAgentGap } from '../../documents/use-agent-gap.ts';
import { useEnv } from '../../router/use-env.ts';
import { AgentList } from './agent-list.tsx';
import { AgentView } from './agent-view.tsx';
import { CloneView } from './clone-view.tsx';
import { useAgentSearch } from './use-agent-search.ts';

/** The agents of the environment; one of them; or some on their way to other environments. */
export function AgentsPage(): ReactNode {
  const { ref, environment, environments } = useEnv();
  const search = useAgentSearch();
  /** Of the list, which goes while an agent is looked at or cloned. */
  const [active, setActive] = useState<string>();
  const missing = useAgentGap('agents');
  const { error } = useQuery({ ...documentQueries.agents(ref), enabled: missing === undefined });
  const gap = missing ?? reachGap(error);
  if (gap !== undefined) return <PageGap title="No agents here" {...gap} />;
  // Where the environment that was named is gone, no other one takes its place as the source.
  const source = search.from === '' ? environment : environments.find(({ slug }) => slug === search.from);
  if (search.clone.length > 0 && source !== undefined)
    return <CloneView key={`${source.slug} ${search.clone.join()}`} source={source} search={search} />;
  if (search.agent !== '') return <AgentView key={`${ref.slug} ${search.agent}`} search={search} />;
  return <AgentList key={ref.slug} search={search} wanted={active} setActive={setActive} />;
}

/** Why the agents of this project are out of reach for good: its connection has no credentials for them. */
function reachGap(error: Error | null): ReturnType<typeof useAgentGap> {
  const known = error === null ? undefined : asAppError(error);
  return known?.code === 'unsupported' ? { why: known.why, inSettings: true } : undefined;
}
