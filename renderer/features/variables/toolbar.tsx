import Search from 'lucide-react/icons/search';
import type { Ref } from 'react';
import type { Environment } from '../../../core/environment.ts';
import type { Command } from '../../commands/command.ts';
import { CommandButton } from '../../ui/button.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import type { FilterState } from './use-filter.ts';

export interface ToolbarProps {
  readonly state: FilterState;
  readonly filterRef: Ref<HTMLInputElement>;
  readonly onLeaveFilter: () => void;
  readonly baseline: Environment | undefined;
  readonly others: readonly Environment[];
  readonly onBaseline: (slug: string) => void;
  readonly add: Command;
  readonly review: Command;
  readonly drafts: number;
}

/** Filter, baseline, and the two things one comes to do. */
export function Toolbar(props: ToolbarProps) {
  const { state, baseline, others, drafts } = props;
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
      {baseline !== undefined && (
        <div className="variables-baseline">
          <span className="soft" aria-hidden="true">
            against
          </span>
          <Select
            label="Baseline environment of the state column"
            hideLabel
            value={baseline.slug}
            onChange={props.onBaseline}
            options={others.map((each) => ({
              id: each.slug,
              text: each.name,
              shown: <EnvironmentTag kind={each.kind} name={each.name} />,
            }))}
          />
        </div>
      )}
      <span className="variables-gap" />
      <CommandButton command={props.add}>New</CommandButton>
      <CommandButton command={props.review} look={drafts > 0 ? 'primary' : 'plain'}>
        {drafts === 0 ? 'Review' : drafts === 1 ? 'Review 1 draft' : `Review ${drafts} drafts`}
      </CommandButton>
    </div>
  );
}
