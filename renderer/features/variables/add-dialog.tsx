import { useRef, useState } from 'react';
import { classify } from '../../../core/detect.ts';
import type { EnvironmentKind, EnvironmentRef } from '../../../core/environment.ts';
import type { VariableKind } from '../../../core/variable.ts';
import { gapText } from '../../api/capability-text.ts';
import { useAsk } from '../../api/use-ask.ts';
import type { Command } from '../../commands/command.ts';
import { useEnv } from '../../router/use-env.ts';
import { closeTyped } from '../../state/close-typed.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogCommands } from '../../ui/dialog-commands.tsx';
import { TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { CheckLines } from './check-lines.tsx';
import { blocks, type Check, checkKey, checkValue } from './checks.ts';
import { kindOptions } from './kind-options.ts';
import { ValueField } from './value-field.tsx';

export interface AddDialogProps {
  readonly env: EnvironmentRef;
  readonly environmentName: string;
  readonly environmentKind: EnvironmentKind;
  readonly initialKey: string;
  readonly taken: (key: string) => boolean;
  readonly onAdded: (key: string) => void;
  readonly onClose: () => void;
}

/** A new variable: key, value, and a kind suggested by both. Kept as a draft. */
export function AddDialog(props: AddDialogProps) {
  const [key, setKey] = useState(props.initialKey);
  const [chosenKind, setKind] = useState<VariableKind>();
  const [suggested, setSuggested] = useState<VariableKind>(classify(props.initialKey, ''));
  const [valueChecks, setValueChecks] = useState<readonly Check[]>([]);
  const value = useRef((): string => '');
  /** Whether somebody wanted to go on: then what is missing is said. */
  const [tried, setTried] = useState(false);
  const put = useAsk('drafts.put');
  const keyChecks = checkKey(key, props.taken);
  const ready = key !== '' && !blocks(keyChecks) && !blocks(valueChecks);
  const { workspace } = useEnv();
  const fixedKind = gapText(workspace, 'variables.kind');
  const kind = fixedKind === undefined ? (chosenKind ?? suggested) : 'plain';
  const retyped = (nextKey: string) => {
    const text = value.current();
    setSuggested(classify(nextKey, text.slice(0, 8_192)));
    setValueChecks(checkValue(nextKey, text, props.environmentKind));
  };
  const add = async () => {
    setTried(true);
    if (!ready) return;
    const done = await put.go({ env: props.env, patches: [{ key, value: value.current(), kind }] });
    if (done !== undefined) props.onAdded(key);
  };
  const close = () => void closeTyped(key !== props.initialKey || value.current() !== '', props.onClose);
  const commands: readonly Command[] = [
    {
      id: 'add.done',
      title: 'Add as a draft',
      group: 'Variables',
      keys: ['Mod+Enter'],
      run: () => void add(),
    },
  ];
  const problem = keyChecks.find((check) => check.level === 'error');
  return (
    <Dialog
      title={`New variable in ${props.environmentName}`}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button
            look="primary"
            chord="Mod+Enter"
            isDisabled={!ready || put.running}
            onPress={() => void add()}
          >
            Add as a draft
          </Button>
        </>
      }
    >
      <DialogCommands commands={commands} />
      <TextField
        label="Key"
        mono
        autoFocus={props.initialKey === ''}
        value={key}
        placeholder="e.g. LOG_LEVEL"
        error={problem?.text ?? (tried && key === '' ? 'Type a key first.' : undefined)}
        onChange={(text) => {
          setKey(text);
          retyped(text);
        }}
      />
      <CheckLines checks={keyChecks.filter((check) => check !== problem)} />
      <ValueField
        initial=""
        {...(workspace.kind === 'server' ? { placeholder: 'A value: a server keeps no empty one' } : {})}
        rows={3}
        autoFocus={props.initialKey !== ''}
        onTyped={(read) => {
          value.current = read;
          retyped(key);
        }}
      />
      <CheckLines checks={valueChecks} />
      <Select
        label="Kind"
        options={kindOptions}
        value={kind}
        onChange={setKind}
        isDisabled={fixedKind !== undefined}
      />
      {fixedKind !== undefined && <p className="soft">{fixedKind}</p>}
      {put.error !== undefined && <ErrorNote error={put.error} />}
    </Dialog>
  );
}
