import { useEffect, useRef, useState } from 'react';
import type { EnvironmentKind, EnvironmentRef } from '../../../core/environment.ts';
import { limits } from '../../../core/limits.ts';
import type { VariableKind } from '../../../core/variable.ts';
import { ask } from '../../api/bridge.ts';
import { gapText } from '../../api/capability-text.ts';
import type { Command } from '../../commands/command.ts';
import { keyCaps } from '../../commands/key-text.ts';
import { mac } from '../../commands/keyboard.ts';
import { useEnv } from '../../router/use-env.ts';
import { closeTyped } from '../../state/close-typed.ts';
import { confirm } from '../../state/questions.ts';
import { toast } from '../../state/toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogCommands } from '../../ui/dialog-commands.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { tellFailure } from '../../values/use-reveal.ts';
import { drafted } from './cell-context.ts';
import { CheckLines } from './check-lines.tsx';
import { asks, blocks, type Check, checkValue } from './checks.ts';
import { createDraftWriter } from './draft-writer.ts';
import { kindOptions } from './kind-options.ts';
import type { VariableRow } from './row.ts';
import { ValueField } from './value-field.tsx';

export interface EditDialogProps {
  readonly env: EnvironmentRef;
  readonly environmentKind: EnvironmentKind;
  readonly row: VariableRow;
  /** Undefined when it is masked. */
  readonly initial: string | undefined;
  readonly focus: 'value' | 'note';
  /** Begins with this as if it had been typed, not with `initial`. */
  readonly typed: string | undefined;
  readonly onClose: () => void;
}

/** The large editor: a value of any length and lines, its kind and its note. A draft at once; Escape takes it back. */
export function EditDialog(props: EditDialogProps) {
  const { env, environmentKind, row, initial, focus, typed, onClose } = props;
  const { key } = row;
  const { workspace } = useEnv();
  const fixedKind = gapText(workspace, 'variables.kind');
  const noNotes = gapText(workspace, 'variables.notes');
  /** The text as typed; undefined while nothing was. */
  const text = useRef<() => string>(undefined);
  const note = useRef(row.meta.note ?? '');
  const noted = useRef(false);
  /** The value as it is without this editor, as far as it was seen. */
  const present = useRef(initial);
  /** What the field began with, and how often it began: what is typed comes back as `initial`, and is no beginning. */
  const [start, setStart] = useState({ text: typed ?? initial, times: 0 });
  const [kind, setKind] = useState<VariableKind>(row.meta.kind);
  const [checks, setChecks] = useState<readonly Check[]>([]);
  const check = (value: string) => checkValue(key, value, environmentKind);
  const [writer] = useState(() =>
    createDraftWriter(env, key, (value) => {
      const found = check(value);
      return !blocks(found) && !asks(found);
    }),
  );
  useEffect(() => () => void writer.flush(), [writer]);
  const take = (read: () => string) => {
    text.current = read;
    setChecks(check(read()));
    writer.typed(read);
  };
  // The present value may come a moment after the editor: it never mixes with what was typed till then.
  useEffect(() => {
    if (initial === undefined || initial === present.current || text.current !== undefined) return;
    present.current = initial;
    setStart(({ times }) => ({ text: initial, times: times + 1 }));
  }, [initial]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the editor opens
  useEffect(() => {
    if (typed !== undefined) take(() => typed);
  }, []);

  const load = () =>
    ask('values.reveal', { source: drafted(env), key }).then(({ value }) => {
      if (text.current !== undefined) return;
      present.current = value;
      setStart(({ times }) => ({ text: value, times: times + 1 }));
    }, tellFailure);
  // Closed first, both: what is typed next is meant for the list, however long main takes.
  const done = async () => {
    const value = text.current?.() ?? '';
    const written = writer.flush();
    onClose();
    await written;
    if (noted.current) await writer.also({ note: note.current });
    if (asks(check(value)) && (await confirm(hiddenQuestion(key)))) await writer.also({ value });
  };
  const takeBack = async () => {
    const taken = writer.takeBack();
    onClose();
    if (await taken) toast('info', `The edit of ${key} was discarded. ${redoKeys} brings it back.`);
  };
  const close = () => {
    const typedHere = text.current !== undefined && text.current() !== (present.current ?? '');
    const notedHere = noted.current && note.current !== (row.meta.note ?? '');
    void closeTyped(
      typedHere || notedHere,
      () => void takeBack(),
      typedHere ? redoable(notedHere) : undefined,
    );
  };
  const commands: readonly Command[] = [
    {
      id: 'edit.done',
      title: 'Keep as a draft',
      group: 'Variables',
      keys: ['Mod+Enter'],
      run: () => void done(),
    },
  ];
  return (
    <Dialog
      title={<bdi className="mono">{key}</bdi>}
      shape="wide"
      onClose={close}
      actions={
        <>
          <Button chord="Escape" onPress={close}>
            Cancel
          </Button>
          <Button look="primary" chord="Mod+Enter" isDisabled={blocks(checks)} onPress={() => void done()}>
            Keep as a draft
          </Button>
        </>
      }
    >
      <DialogCommands commands={commands} />
      {row.meta.hidden && <p className="soft">The server hides this value. What you type replaces it.</p>}
      <ValueField
        // A value that was loaded on demand is the field's new beginning.
        key={start.times}
        initial={start.text}
        isHidden={row.meta.hidden}
        rows={14}
        autoFocus={focus === 'value' || noNotes !== undefined}
        onTyped={take}
      />
      <CheckLines checks={checks} />
      {start.text === undefined && !row.meta.hidden && (
        <div>
          <Button onPress={() => void load()}>Show the present value</Button>
        </div>
      )}
      <div className="edit-more">
        <Select
          label="Kind"
          options={kindOptions}
          value={kind}
          isDisabled={fixedKind !== undefined}
          onChange={(next) => {
            setKind(next);
            void writer.also({ kind: next });
          }}
        />
        {noNotes === undefined && (
          <TextArea
            label="Note"
            rows={2}
            autoFocus={focus === 'note'}
            maxLength={limits.noteLength}
            defaultValue={note.current}
            placeholder="What it is for, where it comes from. Never a value."
            onChange={(text) => {
              note.current = text;
              noted.current = true;
            }}
          />
        )}
      </div>
      {[fixedKind, noNotes].map(
        (gap) =>
          gap !== undefined && (
            <p key={gap} className="soft">
              {gap}
            </p>
          ),
      )}
    </Dialog>
  );
}

const redoKeys = keyCaps('Mod+Shift+Z', mac).join('+');

const redoable = (noted: boolean): string =>
  `${redoKeys} brings the value back${noted ? ', not the note' : ''}.`;

const hiddenQuestion = (key: string) => ({
  title: `Keep this text as the value of ${key}?`,
  text: 'It is what a server shows in place of a hidden value. Kept as it is, it would replace the real one.',
  yes: 'Keep it',
});
