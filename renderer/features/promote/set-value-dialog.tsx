import { type ReactNode, useState } from 'react';
import { useCommands } from '../../commands/use-commands.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox, TextArea } from '../../ui/field.tsx';
import type { TypedValue } from './plan-source.ts';

interface Props {
  readonly name: string;
  readonly target: string;
  readonly kind: string;
  readonly secret: boolean;
  /** What was typed before, if it is still there. */
  readonly before: TypedValue | undefined;
  readonly onSet: (value: TypedValue) => void;
  readonly onClose: () => void;
}

/** Another value than the source's, for the target only. */
export function SetValueDialog({ name, target, kind, secret, before, onSet, onClose }: Props): ReactNode {
  const [value, setValue] = useState(before?.value ?? '');
  const [isSecret, setSecret] = useState(before === undefined ? secret : before.kind === 'secret');
  const set = () => {
    onSet({ value, kind: isSecret ? 'secret' : 'plain' });
    onClose();
  };
  return (
    <Dialog
      title={
        <>
          <bdi className="mono">{name}</bdi> in {target}
        </>
      }
      kind={kind}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" chord="Mod+Enter" onPress={set}>
            Set this value
          </Button>
        </>
      }
    >
      <SetKey set={set} />
      <TextArea
        label="Value"
        mono
        autoFocus
        rows={5}
        value={value}
        onChange={setValue}
        hint={
          value === ''
            ? 'Nothing typed: the key is set to an empty value.'
            : 'Goes to the review, not further.'
        }
      />
      <Checkbox isSelected={isSecret} onChange={setSecret}>
        Secret
      </Checkbox>
    </Dialog>
  );
}

/** Inside the dialog, so that its key belongs to it. */
function SetKey({ set }: { readonly set: () => void }): ReactNode {
  useCommands([
    { id: 'promote.set', title: 'Set this value', group: 'Promote', keys: ['Mod+Enter'], run: set },
  ]);
  return null;
}
