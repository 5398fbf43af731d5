import Grid3x3 from 'lucide-react/icons/grid-3x3';
import Search from 'lucide-react/icons/search';
import type { KeyboardEvent, ReactNode, RefAttributes } from 'react';
import type { Environment } from '../../../core/environment.ts';
import type { Command } from '../../commands/command.ts';
import { SeenTimes } from '../../lists/seen-times.tsx';
import { DraftNotice } from '../../pairs/draft-notice.tsx';
import type { Chip } from '../../pairs/filter-chips.tsx';
import { RequiredKeys } from '../../pairs/required-keys.tsx';
import { ShowChips } from '../../pairs/show-chips.tsx';
import { CommandButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';

interface Props<Id extends string> {
  /** What stands first: the two sides, or a title. */
  readonly children: ReactNode;
  readonly chips: readonly Chip<Id>[];
  readonly show: Id;
  /** What is shown where nothing is filtered. */
  readonly usual: Id;
  readonly showPicked: (show: Id) => void;
  readonly text: string;
  readonly textTyped: (text: string) => void;
  readonly fieldRef: RefAttributes<HTMLInputElement>['ref'];
  readonly leaveField: () => void;
  readonly matrix: Command;
  readonly environments: readonly Environment[];
}

/** What is compared, which rows are shown, and what can be done with them. */
export function CompareHead<Id extends string>(props: Props<Id>): ReactNode {
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === 'ArrowDown' || event.key === 'Escape') {
      event.preventDefault();
      if (event.key === 'Escape') props.textTyped('');
      props.leaveField();
    }
  };
  return (
    <header className="compare-head">
      <div className="compare-line">
        <h1 className="only-spoken">Compare</h1>
        {props.children}
        <div className="compare-line-end">
          <TextField
            label="Filter keys"
            hideLabel
            mono
            placeholder="Filter keys  /"
            icon={<Search size={14} aria-hidden />}
            value={props.text}
            onChange={props.textTyped}
            onKeyDown={leave}
            inputRef={props.fieldRef}
          />
          <CommandButton command={props.matrix} icon={<Grid3x3 size={14} aria-hidden />} />
        </div>
      </div>
      <div className="compare-line">
        <ShowChips chips={props.chips} value={props.show} usual={props.usual} picked={props.showPicked} />
        <RequiredKeys />
        <SeenTimes environments={props.environments} />
        <DraftNotice environments={props.environments} />
      </div>
    </header>
  );
}
