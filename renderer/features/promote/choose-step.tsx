import Search from 'lucide-react/icons/search';
import { type KeyboardEvent, type ReactNode, type RefObject, useMemo, useRef, useState } from 'react';
import type { Environment } from '../../../core/environment.ts';
import { rowOf } from '../../../core/resource.ts';
import type { GridHandle } from '../../grid/column.ts';
import { Grid } from '../../grid/grid.tsx';
import { DraftNotice } from '../../pairs/draft-notice.tsx';
import type { Chip } from '../../pairs/filter-chips.tsx';
import { rowsHolding } from '../../pairs/rows-holding.ts';
import { ShowChips } from '../../pairs/show-chips.tsx';
import { usePairValues } from '../../pairs/use-pair-values.ts';
import { useTypedText } from '../../pairs/use-typed-text.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import type { Choices, PromotionEvent } from '../../state/promotion.ts';
import { CommandButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { chosenText } from './chosen-text.ts';
import { promoteColumns } from './columns.tsx';
import { NotCarriedList } from './not-carried.tsx';
import type { TypedValue } from './plan-source.ts';
import {
  countPromote,
  notCarried,
  type PromoteRow,
  type PromoteShow,
  promoteShows,
  visiblePromote,
} from './rows.ts';
import { SetValueDialog } from './set-value-dialog.tsx';
import { useChoosing } from './use-choosing.ts';

const keyOf = (row: PromoteRow): string => row.key;

interface Props {
  readonly from: Environment;
  readonly to: Environment;
  readonly rows: readonly PromoteRow[];
  readonly choices: Choices;
  readonly typed: ReadonlyMap<string, TypedValue>;
  readonly onTyped: (key: string, value: TypedValue) => void;
  readonly happened: (event: PromotionEvent) => void;
  readonly next: () => void;
  readonly back: () => void;
}

const hasVariables = (choices: Choices): boolean =>
  [...choices.keys()].some((id) => rowOf(id).resource === 'variable');

/** Step 2: what becomes of each key. */
export function ChooseStep({
  from,
  to,
  rows,
  choices,
  typed,
  onTyped,
  happened,
  next,
  back,
}: Props): ReactNode {
  const here = useEnv();
  const [show, setShow] = useState<PromoteShow>(hasVariables(choices) ? 'chosen' : 'differing');
  const some = hasVariables(choices);
  const [had, setHad] = useState(some);
  if (had !== some) {
    setHad(some);
    // The last tick went: an empty list would be a dead end.
    if (!some && show === 'chosen') setShow('differing');
  }
  const filter = useTypedText('q');
  const holding = useMemo(() => rowsHolding(rows, filter.followed), [rows, filter.followed]);
  const shown = useMemo(() => visiblePromote(holding, show, choices), [holding, show, choices]);
  const counts = useMemo(() => countPromote(holding, choices), [holding, choices]);
  const ticked = useMemo(() => new Set(choices.keys()), [choices]);
  const values = usePairValues(siblingRef(here, from.slug), siblingRef(here, to.slug), rows);
  const columns = useMemo(
    () => promoteColumns({ from: from.name, to: to.name, choices, typed, shown: values.shown }),
    [from.name, to.name, choices, typed, values.shown],
  );
  const grid = useRef<GridHandle>(null);
  const field = useRef<HTMLInputElement>(null);
  const choosing = useChoosing({
    rows,
    shown,
    choices,
    happened,
    grid,
    focusField: () => field.current?.select(),
    filtered: filter.typed !== '',
    clearFilter: () => {
      filter.setTyped('');
      grid.current?.focus();
    },
    next,
    back,
  });
  const { commands, setting } = choosing;
  return (
    <>
      <div className="promote-body">
        <div className="promote-line">
          <ShowChips chips={chipsOf(counts, to.name, show)} value={show} usual="differing" picked={setShow} />
          <FilterField filter={filter} fieldRef={field} leave={() => grid.current?.focus()} />
          <DraftNotice environments={[from, to]} />
        </div>
        {show === 'deletions' && (
          <p className="promote-left promote-deletions">
            Only {to.name} has these keys. Ticked ones are deleted there; none is by itself.
          </p>
        )}
        <Grid
          handle={grid}
          autoFocus
          ariaLabel={`Keys to promote from ${from.name} to ${to.name}`}
          rows={shown}
          rowKey={keyOf}
          columns={columns}
          active={choosing.active}
          onActiveChange={choosing.setActive}
          selection={ticked}
          onSelectionChange={choosing.selectionChanged}
          onOpen={() => commands.set.run()}
          onViewChange={values.viewChanged}
          empty={<NoRows show={show} text={filter.followed} />}
        />
        <NotCarriedList left={notCarried(rows, choices)} />
      </div>
      <footer className="promote-foot">
        <span role="status">{chosenText(choices)}</span>
        <CommandButton command={commands.all} look="quiet" />
        <CommandButton command={commands.set} look="quiet" />
        <CommandButton command={commands.none} look="quiet" />
        <div className="promote-foot-main">
          <CommandButton command={commands.back}>Back</CommandButton>
          <CommandButton command={commands.next} look="primary">
            Review
          </CommandButton>
        </div>
      </footer>
      {setting !== undefined && (
        <SetValueDialog
          name={setting.key}
          target={to.name}
          kind={to.kind}
          secret={setting.left?.kind === 'secret' || setting.right?.kind === 'secret'}
          before={typed.get(setting.key)}
          onSet={(value) => {
            onTyped(setting.key, value);
            happened({ type: 'chosen', keys: [setting.key], choice: 'set' });
          }}
          onClose={() => choosing.setSetting(undefined)}
        />
      )}
    </>
  );
}

function FilterField(props: {
  readonly filter: ReturnType<typeof useTypedText>;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  readonly leave: () => void;
}): ReactNode {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'ArrowDown' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Escape') props.filter.setTyped('');
    props.leave();
  };
  return (
    <TextField
      label="Filter keys"
      hideLabel
      mono
      placeholder="Filter keys  /"
      icon={<Search size={14} aria-hidden />}
      value={props.filter.typed}
      onChange={props.filter.setTyped}
      onKeyDown={onKeyDown}
      inputRef={props.fieldRef}
    />
  );
}

function chipsOf(
  counts: Readonly<Record<PromoteShow, number>>,
  to: string,
  show: PromoteShow,
): readonly Chip<PromoteShow>[] {
  const labels: Readonly<Record<PromoteShow, string>> = {
    differing: 'Differences',
    new: `New to ${to}`,
    changed: 'Changed',
    'cannot-tell': 'Cannot tell',
    chosen: 'Chosen',
    all: 'All',
    deletions: 'Deletions',
  };
  const offered = promoteShows.filter((id) => id !== 'cannot-tell' || id === show || counts[id] > 0);
  return offered.map((id) => ({
    id,
    label: labels[id],
    count: counts[id],
    ...(id === 'deletions' ? { tone: 'bad' as const } : {}),
  }));
}

function NoRows({ show, text }: { readonly show: PromoteShow; readonly text: string }): ReactNode {
  if (text !== '') return <EmptyState title={`No key matches “${text}” here`}>Esc clears it.</EmptyState>;
  if (show === 'chosen')
    return <EmptyState title="Nothing chosen yet">Space ticks a row to copy it.</EmptyState>;
  if (show === 'differing')
    return <EmptyState title="Nothing to promote">The target has everything already.</EmptyState>;
  return <EmptyState title="No rows match this filter" />;
}
