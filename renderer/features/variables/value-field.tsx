import { type ClipboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Mono } from '../../ui/mono.tsx';

export interface ValueFieldProps {
  /** What the field begins with; undefined when the present value is masked. */
  readonly initial: string | undefined;
  /** The server shows the present value to nobody. */
  readonly isHidden?: boolean;
  /** What the field says while it is empty. */
  readonly placeholder?: string;
  readonly rows: number;
  readonly autoFocus: boolean;
  /** Something was typed; `read` gives the whole text as it is then. */
  readonly onTyped: (read: () => string) => void;
}

/** Above this a text area stalls on layout: the text is held beside the page and its beginning shown. */
const largeFrom = 65_536;
const shownOfLarge = 2_000;
/** Above this a text area scrolls sideways: finding where each line wraps takes most of the layout. */
const wrapsUpTo = 16_384;

/** A value being typed, of any length. The text lives in the DOM or, when it is large, in this component. */
export function ValueField({
  initial,
  isHidden = false,
  placeholder = initial === undefined ? emptyText(isHidden) : 'empty',
  rows,
  autoFocus,
  onTyped,
}: ValueFieldProps) {
  const [large, setLarge] = useState(isLarge(initial) ? initial : undefined);
  const [start, setStart] = useState(isLarge(initial) ? '' : (initial ?? ''));
  const area = useRef<HTMLTextAreaElement>(null);
  useFilledLater(area, start);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new beginning is a new field
  useEffect(() => {
    if (autoFocus) area.current?.focus();
  }, [start]);

  const take = (text: string) => {
    if (isLarge(text)) setLarge(text);
    else {
      setLarge(undefined);
      setStart(text);
    }
    onTyped(() => text);
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain');
    const now = large ?? area.current?.value ?? '';
    if (large === undefined && now.length + pasted.length <= largeFrom) return;
    event.preventDefault();
    const { selectionStart = 0, selectionEnd = 0 } = area.current ?? {};
    take(large === undefined ? now.slice(0, selectionStart) + pasted + now.slice(selectionEnd) : pasted);
  };
  if (large !== undefined)
    return (
      <LargeValue
        text={large}
        onPaste={onPaste}
        onEmpty={() => take('')}
        onEdit={() => {
          setStart(large);
          setLarge(undefined);
        }}
      />
    );
  return (
    <label className="field">
      <span className="field-label">Value</span>
      <textarea
        key={start.length}
        ref={area}
        className="field-area mono value-area"
        rows={rows}
        wrap={start.length > wrapsUpTo ? 'off' : 'soft'}
        autoComplete="off"
        spellCheck={false}
        defaultValue={start.length > wrapsUpTo ? '' : start}
        placeholder={placeholder}
        onPaste={onPaste}
        // The element and not the ref: it is read after the field is gone, too.
        onInput={({ currentTarget }) => onTyped(() => currentTarget.value)}
      />
    </label>
  );
}

const emptyText = (isHidden: boolean): string =>
  isHidden ? 'Hidden. Type a new value' : 'Masked. Type a new value, or show the present one';

/** A long text comes in a task after the one that opens the editor: the two together would be felt. */
function useFilledLater(area: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useEffect(() => {
    const field = area.current;
    if (field === null || text.length <= wrapsUpTo) return;
    field.readOnly = true;
    const timer = setTimeout(() => {
      field.value = text;
      field.setSelectionRange(0, 0);
      field.readOnly = false;
    });
    return () => clearTimeout(timer);
  }, [area, text]);
}

const isLarge = (text: string | undefined): text is string => text !== undefined && text.length > largeFrom;

function LargeValue(props: {
  readonly text: string;
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly onEmpty: () => void;
  readonly onEdit: () => void;
}) {
  const place = useRef<HTMLFieldSetElement>(null);
  useEffect(() => place.current?.focus(), []);
  const size = `${props.text.length.toLocaleString('en')} characters`;
  return (
    <fieldset ref={place} tabIndex={-1} className="large-value" onPaste={props.onPaste}>
      <legend className="field-label">Value: {size}, its beginning shown. Paste to replace it.</legend>
      <div className="large-text">
        <Mono text={props.text} limit={shownOfLarge} />
        <span className="soft"> …</span>
      </div>
      <div className="large-actions">
        <Button onPress={props.onEmpty}>Empty it</Button>
        <Button onPress={props.onEdit}>Edit all of it (slow)</Button>
      </div>
    </fieldset>
  );
}
