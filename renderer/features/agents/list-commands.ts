import type { Command } from '../../commands/command.ts';
import { openReview } from '../../review/review-state.ts';
import type { Here } from '../../router/use-env.ts';
import type { AgentRow } from './rows.ts';
import type { AgentSearch } from './use-agent-search.ts';

interface Means {
  readonly here: Here;
  readonly search: AgentSearch;
  /** The row that keys act on. */
  readonly row: AgentRow | undefined;
  /** The ticked rows of this environment. */
  readonly ticked: readonly AgentRow[];
  readonly focusFilter: () => void;
  readonly create: () => void;
  readonly untick: () => void;
}

/** What can be done on the list of agents. */
export function listCommands({ here, search, row, ticked, ...act }: Means) {
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `agents.${id}`,
    title,
    group: 'Agents',
    keys,
    run,
  });
  const own = row?.here !== undefined;
  const meant = ticked.length > 0 ? ticked : row === undefined ? [] : [row];
  const several = here.environments.length > 1;
  const clone = () => {
    const slugs = meant.map(({ slug }) => slug);
    const from = meant[0]?.here === undefined ? sourceOf(meant[0]) : undefined;
    if (from === undefined) search.openClone(slugs);
    else search.openClone(slugs, { from, to: here.ref.slug });
  };
  const remove = () => {
    const documents = meant
      .filter((one) => one.here !== undefined)
      .map(({ slug }) => ({ resource: 'agent' as const, key: slug, content: null }));
    void openReview(here.ref, { type: 'edits', documents }, act.untick);
  };
  return {
    open: {
      ...command('open', 'Open the agent', ['Enter'], () => row !== undefined && search.openAgent(row.slug)),
      when: 'grid',
      enabled: () => row !== undefined,
    },
    clone: {
      ...command('clone', own ? 'Clone to environment…' : `Clone to ${here.environment.name}…`, ['c'], clone),
      enabled: () => meant.length > 0 && several,
    },
    create: command('new', 'New agent…', ['n'], act.create),
    remove: {
      ...command('delete', 'Delete the agent…', ['Delete'], remove),
      enabled: () => meant.some((one) => one.here !== undefined),
    },
    filter: command('filter', 'Filter agents', ['/'], act.focusFilter),
  } as const satisfies Record<string, Command>;
}

/** The environment that an agent is cloned from which is not here. */
const sourceOf = (row: AgentRow | undefined): string | undefined =>
  row?.elsewhere.find(({ state }) => state === 'only-there')?.environment.slug;
