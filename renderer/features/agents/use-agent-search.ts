import { useMemo } from 'react';
import { useGo } from '../../router/use-go.ts';
import { useSearchText } from '../../router/use-search-text.ts';

/** Which part of the page is open, as the address has it: the list, one agent, or a clone on its way. */
export function useAgentSearch() {
  const go = useGo();
  const [agent] = useSearchText('agent');
  const [other] = useSearchText('with');
  const [clone] = useSearchText('clone');
  const [from] = useSearchText('from');
  const [to] = useSearchText('to');
  return useMemo(() => {
    const list = (text: string) => text.split(',').filter((one) => one !== '');
    return {
      agent,
      /** Slug of the environment that the agent is compared with. */
      other,
      clone: list(clone),
      from,
      to: list(to),
      openList: () => go.page('agents'),
      openAgent: (slug: string, withOther?: string) => go.page('agents', { agent: slug, with: withOther }),
      openClone: (slugs: readonly string[], ways: { readonly from?: string; readonly to?: string } = {}) =>
        go.page('agents', { clone: slugs.join(','), from: ways.from, to: ways.to }),
    };
  }, [go, agent, other, clone, from, to]);
}

export type AgentSearch = ReturnType<typeof useAgentSearch>;
