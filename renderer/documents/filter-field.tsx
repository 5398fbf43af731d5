import Search from 'lucide-react/icons/search';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { TextField } from '../ui/field.tsx';

/** The text that narrows a list. Enter and the arrow lead into the list, Escape empties it first. */
export function FilterField(props: {
  readonly label: string;
  readonly typed: string;
  readonly onTyped: (text: string) => void;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  readonly leave: () => void;
}): ReactNode {
  const onKeyDown = (event: KeyboardEvent & { readonly continuePropagation: () => void }) => {
    if (event.key !== 'Enter' && event.key !== 'ArrowDown' && event.key !== 'Escape')
      return event.continuePropagation();
    event.preventDefault();
    if (event.key === 'Escape') props.onTyped('');
    props.leave();
  };
  return (
    <search className="documents-filter">
      <TextField
        label={props.label}
        hideLabel
        mono
        placeholder={`${props.label}  /`}
        icon={<Search size={14} aria-hidden />}
        value={props.typed}
        onChange={props.onTyped}
        onKeyDown={onKeyDown}
        inputRef={props.fieldRef}
      />
    </search>
  );
}
