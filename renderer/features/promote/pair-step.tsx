import ArrowDown from 'lucide-react/icons/arrow-down';
import ShieldAlert from 'lucide-react/icons/shield-alert';
import type { ReactNode } from 'react';
import { type Environment, kindOrder } from '../../../core/environment.ts';
import type { Pair } from '../../../core/pairs.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { DraftNotice } from '../../pairs/draft-notice.tsx';
import { PairPicker } from '../../pairs/pair-picker.tsx';
import type { Choices } from '../../state/promotion.ts';
import { CommandButton } from '../../ui/button.tsx';
import { NeverCarried } from './not-carried.tsx';
import { countPromote, type PromoteRow } from './rows.ts';

const noChoices: Choices = new Map();

interface Props {
  readonly pair: Pair;
  readonly environments: readonly Environment[];
  readonly from: Environment;
  readonly to: Environment;
  /** Undefined until both sides are here. */
  readonly rows: readonly PromoteRow[] | undefined;
  /** Why there are none. */
  readonly problem: ReactNode;
  readonly picked: (pair: Pair) => void;
  readonly next: () => void;
}

/** A step that ended took the focus with it: the next one's title has it then, so that it is read out. */
function focusIfNothingIs(title: HTMLElement | null): void {
  if (document.activeElement === document.body) title?.focus({ preventScroll: true });
}

/** Step 1: from which environment to which. */
export function PairStep({ pair, environments, from, to, rows, problem, picked, next }: Props): ReactNode {
  const swap = () => picked({ left: pair.right, right: pair.left });
  const commands = {
    next: {
      id: 'promote.next',
      title: 'Choose what to promote',
      group: 'Promote',
      keys: ['Mod+Enter'],
      enabled: () => rows !== undefined,
      run: next,
    },
    swap: { id: 'promote.swap', title: 'Swap from and to', group: 'Promote', keys: ['x'], run: swap },
  } as const satisfies Record<string, Command>;
  useCommands(Object.values(commands));
  const count = (lane: PromoteRow['advice']['lane']) =>
    rows?.filter((row) => row.advice.lane === lane).length;
  const counts = rows === undefined ? undefined : countPromote(rows, noChoices);
  return (
    <>
      <div className="promote-pair">
        <h2 tabIndex={-1} ref={focusIfNothingIs}>
          Promote from one environment to another
        </h2>
        <PairPicker
          pair={pair}
          environments={environments}
          labels={['From', 'To']}
          showLabels
          picked={(side, slug) => {
            const other = side === 'left' ? pair.right : pair.left;
            if (slug === other) swap();
            else picked({ ...pair, [side]: slug });
          }}
          swap={swap}
        />
        {to.kind === 'production' && (
          <p className="note note-warn">
            <ShieldAlert size={16} aria-hidden />
            <span>
              {to.name} is a production environment: its slug, {to.slug}, has to be typed before anything is
              written.
            </span>
          </p>
        )}
        {kindOrder[from.kind] > kindOrder[to.kind] && (
          <p className="note note-info">
            <ArrowDown size={16} aria-hidden />
            <span>
              This goes backwards: {from.name} is closer to production than {to.name}.
            </span>
          </p>
        )}
        {problem ?? (
          <div className="promote-counts">
            <Count count={count('new')} what={`new to ${to.name}`} />
            <Count count={counts?.changed} what="changed" />
            {counts !== undefined && counts['cannot-tell'] > 0 && (
              <Count count={counts['cannot-tell']} what="hidden: cannot tell" />
            )}
            <Count count={count('same')} what="the same" />
            <Count count={count('extra')} what={`only in ${to.name}`} />
          </div>
        )}
        <DraftNotice environments={[from, to]} />
        <NeverCarried />
      </div>
      <footer className="promote-foot">
        <div className="promote-foot-main">
          <CommandButton command={commands.next} look="primary">
            Choose keys
          </CommandButton>
        </div>
      </footer>
    </>
  );
}

function Count({ count, what }: { readonly count: number | undefined; readonly what: string }): ReactNode {
  return (
    <div className="promote-count">
      <strong>{count === undefined ? '…' : count.toLocaleString('en')}</strong>
      <span className="soft">{what}</span>
    </div>
  );
}
