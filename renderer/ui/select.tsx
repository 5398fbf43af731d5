import './popover.css';
import './select.css';
import Check from 'lucide-react/icons/check';
import ChevronDown from 'lucide-react/icons/chevron-down';
import type { ReactNode } from 'react';
import {
  Select as AriaSelect,
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';

export interface SelectOption<Id extends string> {
  readonly id: Id;
  /** What is read out and typed ahead; also shown unless `shown` is there. */
  readonly text: string;
  readonly shown?: ReactNode;
}

export interface SelectProps<Id extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly options: readonly SelectOption<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly isDisabled?: boolean;
}

/** One of a few. Arrow keys and letters choose. */
export function Select<Id extends string>({
  label,
  hideLabel,
  options,
  value,
  onChange,
  isDisabled,
}: SelectProps<Id>) {
  return (
    <AriaSelect
      className="select"
      value={value}
      onChange={(id) => onChange(id as Id)}
      {...(isDisabled === undefined ? {} : { isDisabled })}
    >
      <Label className={hideLabel === true ? 'only-spoken' : 'field-label'}>{label}</Label>
      <Button className="select-button">
        <SelectValue className="select-value" />
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className="popover" offset={4}>
        <ListBox className="listbox" items={options.map((option) => ({ ...option }))}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.text} className="listbox-item">
              {({ isSelected }) => (
                <>
                  <span className="listbox-tick">{isSelected && <Check size={14} aria-hidden />}</span>
                  {option.shown ?? option.text}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
