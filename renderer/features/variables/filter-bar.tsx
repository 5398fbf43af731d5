import type { VariableKind } from '../../../core/variable.ts';
import type { Chip } from '../../pairs/filter-chips.tsx';
import { RequiredKeys } from '../../pairs/required-keys.tsx';
import { ShowChips } from '../../pairs/show-chips.tsx';
import { Select } from '../../ui/select.tsx';
import type { Show } from './filters.ts';
import type { FilterState } from './use-filter.ts';

const kinds: readonly { readonly id: VariableKind | 'all'; readonly text: string }[] = [
  { id: 'all', text: 'All kinds' },
  { id: 'plain', text: 'Plain' },
  { id: 'secret', text: 'Secret' },
];

const labels: Readonly<Record<Show, string>> = {
  all: 'All',
  drafts: 'Drafts',
  differs: 'Different',
  'missing-there': 'Missing there',
  'missing-here': 'Missing here',
  'rule-broken': 'Rule broken',
  'cannot-tell': 'Cannot tell',
  empty: 'Empty',
  news: 'New on the server',
};
const always = new Set<Show>(['all', 'drafts', 'differs', 'missing-there', 'missing-here', 'rule-broken']);

/** Filters by state, each with its count, and by kind. */
export function FilterBar({
  state,
  totals,
  counts,
  compared,
  revealed,
}: {
  readonly state: FilterState;
  /** Of all rows: a state that none of them has is not offered. */
  readonly totals: Readonly<Record<Show, number>>;
  /** Of the rows that match what is typed. */
  readonly counts: Readonly<Record<Show, number>>;
  /** Whether there is a baseline. */
  readonly compared: boolean;
  /** How many values were revealed or copied since the app was started. */
  readonly revealed: number | undefined;
}) {
  const { show, kind } = state.filter;
  const shown = (Object.keys(labels) as Show[]).filter(
    (id) =>
      id === show || totals[id] > 0 || (always.has(id) && (compared || id === 'all' || id === 'drafts')),
  );
  const chips = shown.map((id): Chip<Show> => {
    const tone =
      id === 'missing-here' || id === 'missing-there' ? 'warn' : id === 'rule-broken' ? 'bad' : undefined;
    return { id, label: labels[id], count: counts[id], ...(tone === undefined ? {} : { tone }) };
  });
  return (
    <div className="variables-bar">
      <ShowChips chips={chips} value={show} usual="all" picked={state.setShow} />
      <RequiredKeys />
      <span className="variables-gap variables-revealed soft" role="status">
        {revealed !== undefined && `${revealed} shown or copied since the start`}
      </span>
      <Select label="Kind" hideLabel options={kinds} value={kind} onChange={state.setKind} />
    </div>
  );
}
