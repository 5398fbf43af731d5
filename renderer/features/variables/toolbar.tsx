import Search from 'lucide-react/icons/search';
import type { ReactNode, Ref } from 'react';
import type { Command } from '../../commands/command.ts';
import { CommandButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import type { FilterState } from './use-filter.ts';

export interface ToolbarProps {
  readonly state: FilterState;
  readonly filterRef: Ref<HTMLInputElement>;
  readonly onLeaveFilter: () => void;
  /** The choice of the baseline environment. */
  readonly picker: ReactNode;
  readonly add: Command;
  readonly review: Command;
  readonly drafts: number;
}

/** Filter, baseline, and the two things one comes to do. */
export function Toolbar(props: ToolbarProps) {
  const { state, drafts } = props;
  return (
    <div className="variables-toolbar">
      <search className="variables-filter">
        <TextField
          label="Filter keys; begin with = to search in values"
          hideLabel
          mono
          icon={<Search size={14} aria-hidden />}
          placeholder="Filter keys, or =text in values"
          inputRef={props.filterRef}
          value={state.typed}
          onChange={state.setTyped}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === 'ArrowDown' || event.key === 'Escape') {
              if (event.key === 'Escape') state.setTyped('');
              event.preventDefault();
              props.onLeaveFilter();
            } else event.continuePropagation();
          }}
        />
      </search>
      {props.picker}
      <span className="variables-gap" />
      <CommandButton command={props.add}>New</CommandButton>
      <CommandButton command={props.review} look={drafts > 0 ? 'primary' : 'plain'}>
        {drafts === 0
          ? 'Review'
          : drafts === 1
            ? 'Review 1 draft'
            : `Review ${drafts.toLocaleString('en')} drafts`}
      </CommandButton>
    </div>
  );
}
