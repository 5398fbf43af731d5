import type { Environment } from '../../../core/environment.ts';
import type { AgentSummary } from '../../../core/ipc/document-calls.ts';

/** How an agent stands in another environment. `only-there`: this one lacks it; `unknown`: that list did not load. */
export type Standing = 'same' | 'differs' | 'only-there' | 'missing' | 'unknown';

export interface OtherAgents {
  readonly environment: Environment;
  /** Absent while it is loading, and where it failed. */
  readonly agents: readonly AgentSummary[] | undefined;
}

export interface AgentRow {
  readonly slug: string;
  /** Undefined where only other environments have it. */
  readonly here: AgentSummary | undefined;
  /** The agent as it is shown: of here, else of the first environment that has it. */
  readonly shown: AgentSummary;
  readonly elsewhere: readonly {
    readonly environment: Environment;
    readonly state: Standing;
  }[];
}

/** The agents of here and, after them, those that only other environments have; each by slug. */
export function agentRows(
  here: readonly AgentSummary[],
  others: readonly OtherAgents[],
): readonly AgentRow[] {
  const ours = new Map(here.map((agent) => [agent.slug, agent]));
  const theirs = others.map(({ environment, agents }) => ({
    environment,
    agents: agents && new Map(agents.map((agent) => [agent.slug, agent])),
  }));
  const all = new Map(ours);
  for (const { agents } of theirs)
    for (const [slug, agent] of agents ?? []) if (!all.has(slug)) all.set(slug, agent);
  const rows = [...all].map(([slug, shown]): AgentRow => {
    const own = ours.get(slug);
    const elsewhere = theirs.map(({ environment, agents }) => ({
      environment,
      state: agents === undefined ? ('unknown' as const) : stateOf(own, agents.get(slug)),
    }));
    return { slug, here: own, shown, elsewhere };
  });
  const rank = (row: AgentRow) => (row.here === undefined ? 1 : 0);
  return rows.sort((a, b) => rank(a) - rank(b) || (a.slug < b.slug ? -1 : 1));
}

function stateOf(own: AgentSummary | undefined, other: AgentSummary | undefined): Standing {
  if (other === undefined) return 'missing';
  if (own === undefined) return 'only-there';
  return own.carried === other.carried ? 'same' : 'differs';
}

/** Rows whose slug, name or model holds the text. */
export function agentsHolding(rows: readonly AgentRow[], text: string): readonly AgentRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return rows;
  return rows.filter(({ slug, shown }) =>
    [slug, shown.name, shown.model].some((one) => one.toLowerCase().includes(wanted)),
  );
}
