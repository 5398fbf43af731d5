import { type ReactNode, useState } from 'react';
import { closeTyped } from '../../state/close-typed.ts';
import { Checkbox, TextArea } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
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
    <FormDialog
      title={
        <>
          <bdi className="mono">{name}</bdi> in {target}
        </>
      }
      kind={kind}
      onClose={() => void closeTyped(value !== (before?.value ?? ''), onClose)}
      submit="Set this value"
      may
      onSubmit={set}
    >
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
            : 'Nothing is written before the review.'
        }
      />
      <Checkbox isSelected={isSecret} onChange={setSecret}>
        Secret
      </Checkbox>
    </FormDialog>
  );
}
