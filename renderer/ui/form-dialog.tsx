import { type FormEvent, useId } from 'react';
import type { AppError } from '../../core/errors.ts';
import { Button } from './button.tsx';
import { Dialog, type DialogProps } from './dialog.tsx';
import { DialogCommands, submitCommand } from './dialog-commands.tsx';
import { ErrorNote } from './states.tsx';

export interface FormDialogProps extends Omit<DialogProps, 'actions'> {
  /** What the button that ends it says. */
  readonly submit: string;
  /** Whether what is typed will do; false too while it is being sent. */
  readonly may: boolean;
  /** Run by the button, Enter in a field and Ctrl+Enter. Called only where `may`. */
  readonly onSubmit: () => unknown;
  readonly look?: 'primary' | 'danger';
  readonly error?: AppError | undefined;
}

/** A dialog that asks for something to be typed or chosen: a form with the way back, the way on and what went wrong. */
export function FormDialog(props: FormDialogProps) {
  const { submit, may, onSubmit, look = 'primary', error, children, ...dialog } = props;
  const form = useId();
  const run = () => (may ? void onSubmit() : undefined);
  const submitted = (event: FormEvent) => {
    event.preventDefault();
    run();
  };
  return (
    <Dialog
      {...dialog}
      actions={
        <>
          <Button onPress={dialog.onClose}>{dialog.closeLabel ?? 'Cancel'}</Button>
          <Button look={look} type="submit" form={form} chord="Mod+Enter" isDisabled={!may}>
            {submit}
          </Button>
        </>
      }
    >
      <DialogCommands commands={[submitCommand(submit, may, run)]} />
      <form id={form} className="dialog-form" onSubmit={submitted} autoComplete="off">
        {children}
        {error !== undefined && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}
