import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { EnvironmentKind, EnvironmentRef } from '../../../core/environment.ts';
import { confirm } from '../../state/questions.ts';
import { CheckLines } from './check-lines.tsx';
import { asks, blocks, type Check, checkValue } from './checks.ts';
import { createDraftWriter } from './draft-writer.ts';

export interface InlineEditorProps {
  readonly env: EnvironmentRef;
  readonly environmentKind: EnvironmentKind;
  readonly variableKey: string;
  /** Undefined when the present value is masked: the field begins empty and changes nothing until typed in. */
  readonly initial: string | undefined;
  readonly onEnd: () => void;
}

/** A value edited in its cell. What is typed is a draft at once; Enter, Tab and leaving keep it, Escape takes it back. */
export function InlineEditor({ env, environmentKind, variableKey, initial, onEnd }: InlineEditorProps) {
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
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
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
        defaultValue={initial ?? ''}
        placeholder={initial === undefined ? 'Masked. Type a new value, or Esc to keep it' : 'empty'}
        autoComplete="off"
        spellCheck={false}
        onInput={({ currentTarget }) => {
          setChecks(check(currentTarget.value));
          // The element and not the ref: what waits is written after the field is gone, too.
          writer.typed(() => currentTarget.value);
        }}
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
