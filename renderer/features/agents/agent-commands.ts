import type { Command } from '../../commands/command.ts';
import { openReview } from '../../review/review-state.ts';
import type { Here } from '../../router/use-env.ts';
import type { AgentSearch } from './use-agent-search.ts';

interface Means {
  readonly here: Here;
  readonly search: AgentSearch;
  readonly open: (what: 'edit' | 'versions') => void;
}

/** What can be done with the agent that is open. */
export function agentCommands({ here, search, open }: Means) {
  const { agent: slug } = search;
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `agents.${id}`,
    title,
    group: 'Agents',
    keys,
    run,
  });
  const several = () => here.environments.length > 1;
  const others = here.environments.filter((one) => one.slug !== here.ref.slug);
  const next = others[others.findIndex((one) => one.slug === search.other) + 1]?.slug;
  return {
    back: command('back', search.other === '' ? 'All agents' : 'Back to the agent', ['Escape'], () =>
      search.other === '' ? search.openList() : search.openAgent(slug),
    ),
    clone: {
      ...command('clone', 'Clone to environment…', ['c'], () => search.openClone([slug])),
      enabled: several,
    },
    edit: command('edit', 'Edit as JSON…', ['e'], () => open('edit')),
    versions: {
      ...command('versions', 'Versions…', ['v'], () => open('versions')),
      enabled: () => here.workspace.capabilities.includes('documents.versions'),
    },
    compare: {
      ...command('compare', 'Compare with the next environment', ['d'], () =>
        search.openAgent(slug, next ?? others[0]?.slug),
      ),
      enabled: several,
    },
    remove: command('delete', 'Delete the agent…', ['Delete'], () => {
      const documents = [{ resource: 'agent' as const, key: slug, content: null }];
      void openReview(here.ref, { type: 'edits', documents }, search.openList);
    }),
  } as const satisfies Record<string, Command>;
}
