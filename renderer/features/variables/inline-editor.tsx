import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { EnvironmentKind, EnvironmentRef } from '../../../core/environment.ts';
import { confirm } from '../../state/questions.ts';
import { CheckLines } from './check-lines.tsx';
import { asks, blocks, type Check, checkValue } from './checks.ts';
import { createDraftWriter } from './draft-writer.ts';
import { isLarge } from './panel.ts';

export interface InlineEditorProps {
  readonly env: EnvironmentRef;
  readonly environmentKind: EnvironmentKind;
  readonly variableKey: string;
  /** Undefined when the present value is masked or hidden: the field begins empty and changes nothing until typed in. */
  readonly initial: string | undefined;
  /** The server shows the present value to nobody. */
  readonly isHidden: boolean;
  readonly onEnd: () => void;
  /** The value has several lines, or such a text was pasted as this one: the field would lose where they end. */
  readonly onLarge: (typed?: string) => void;
}

/** A value edited in its cell. What is typed is a draft at once; Enter, Tab and leaving keep it, Escape takes it back. */
export function InlineEditor(props: InlineEditorProps) {
  const { env, environmentKind, variableKey, initial, isHidden, onEnd, onLarge } = props;
  const field = useRef<HTMLInputElement>(null);
  const [checks, setChecks] = useState<readonly Check[]>([]);
  const check = (value: string) => checkValue(variableKey, value, environmentKind);
  const [writer] = useState(() =>
    createDraftWriter(env, variableKey, (value) => {
      const found = check(value);
      return !blocks(found) && !asks(found);
    }),
  );
  const ended = useRef(false);
  const typedIn = useRef(false);
  useLayoutEffect(() => field.current?.focus(), []);
  // The present value may come a moment after the field: it never mixes with what was typed till then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another value, and not another render, is a new beginning
  useLayoutEffect(() => {
    if (field.current === null || typedIn.current || ended.current) return;
    if (initial !== undefined && isLarge(initial)) {
      ended.current = true;
      onLarge();
      return;
    }
    field.current.value = initial ?? '';
    field.current.select();
  }, [initial]);
  useEffect(() => () => void writer.flush(), [writer]);

  const keep = async () => {
    if (ended.current) return;
    ended.current = true;
    const value = field.current?.value ?? '';
    const written = writer.flush();
    onEnd(); // at once: the next key is meant for the grid
    await written;
    if (asks(check(value)) && (await askToKeep(variableKey)))
      await createDraftWriterAnyway(env, variableKey, value);
  };
  const takeBack = async () => {
    ended.current = true;
    const taken = writer.takeBack();
    onEnd();
    await taken;
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    // The last one is no line of its own: a terminal copies it along, and the field drops it.
    if (!/[\r\n]/.test(pasted.replace(/\r?\n$/, ''))) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    ended.current = true;
    void writer.takeBack();
    onLarge(value.slice(0, selectionStart ?? 0) + pasted + value.slice(selectionEnd ?? value.length));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const keeps = event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey);
    if (keeps && !blocks(checks)) void keep();
    else if (event.key === 'Escape') void takeBack();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span className="inline-editor">
      <input
        ref={field}
        className="inline-field mono"
        aria-label={`Value of ${variableKey}`}
        aria-invalid={blocks(checks)}
        placeholder={initial === undefined ? (isHidden ? hiddenText : maskedText) : 'empty'}
        autoComplete="off"
        spellCheck={false}
        onInput={({ currentTarget }) => {
          typedIn.current = true;
          setChecks(check(currentTarget.value));
          // The element and not the ref: what waits is written after the field is gone, too.
          writer.typed(() => currentTarget.value);
        }}
        onPaste={onPaste}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          // The whole window losing the focus leaves the editor open.
          if (document.hasFocus() && event.relatedTarget !== null) void keep();
        }}
      />
      <CheckLines checks={checks} floating />
    </span>
  );
}

const maskedText = 'Masked. Type a new value, or Esc to keep it';
const hiddenText = 'Hidden by the server. Type a new value, or Esc to keep it';

const askToKeep = (key: string) =>
  confirm({
    title: `Keep this text as the value of ${key}?`,
    text: 'It is what a server shows in place of a hidden value. Kept as it is, it would replace the real one.',
    yes: 'Keep it',
  });

const createDraftWriterAnyway = (env: EnvironmentRef, key: string, value: string) => {
  const writer = createDraftWriter(env, key, () => true);
  writer.typed(() => value);
  return writer.flush();
};
