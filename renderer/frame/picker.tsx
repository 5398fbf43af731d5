import './picker.css';
import Search from 'lucide-react/icons/search';
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { Kbd } from '../ui/kbd.tsx';

export interface PickerItem {
  readonly id: string;
  readonly title: string;
  /** What is shown in place of the title. */
  readonly shown?: ReactNode;
  /** Kind of thing, at the end of the line. */
  readonly detail?: string;
  readonly chord?: string | undefined;
  readonly run: () => void;
}

export interface PickerProps {
  readonly label: string;
  readonly placeholder: string;
  /** What fits the text, best first: at most some dozens. */
  readonly find: (text: string) => readonly PickerItem[];
  readonly onClose: () => void;
}

/** Type, choose with the arrows, Enter. The focus stays in the field; the list only follows. */
export function Picker({ label, placeholder, find, onClose }: PickerProps) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const items = find(text);
  const current = Math.min(at, items.length - 1);
  useLayoutEffect(() => {
    list.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const pick = (item: PickerItem | undefined) => {
    if (item === undefined) return;
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepOf(event.key, current, items.length);
    if (next !== undefined) setAt(next);
    else if (event.key === 'Enter') pick(items[current]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="picker">
      <div className="picker-field">
        <Search size={16} aria-hidden />
        <input
          // biome-ignore lint/a11y/noAutofocus: the person asked for this field with a key
          autoFocus
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={items.length > 0 ? `${id}-${current}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="picker-list" role="listbox" id={id} aria-label={label} ref={list}>
        {items.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field is the key
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
          <div
            key={item.id}
            id={`${id}-${index}`}
            data-index={index}
            role="option"
            aria-selected={index === current}
            className="picker-item"
            onPointerMove={() => setAt(index)}
            onClick={() => pick(item)}
          >
            <span className="picker-title">{item.shown ?? item.title}</span>
            {item.detail !== undefined && <span className="picker-detail">{item.detail}</span>}
            {item.chord !== undefined && <Kbd chord={item.chord} />}
          </div>
        ))}
      </div>
      {items.length === 0 && <p className="picker-none">Nothing matches “{text}”.</p>}
    </div>
  );
}

function stepOf(key: string, current: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (current + 1) % count;
  if (key === 'ArrowUp') return (current + count - 1) % count;
  if (key === 'PageDown') return Math.min(current + 8, count - 1);
  if (key === 'PageUp') return Math.max(current - 8, 0);
  return undefined;
}
