import { type FormEvent, useId, useState } from 'react';
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
  /** What is still missing, in a sentence: said once somebody tried to go on without it. */
  readonly lacks?: string | undefined;
}

/** A dialog that asks for something to be typed or chosen: a form with the way back, the way on and what went wrong. */
export function FormDialog(props: FormDialogProps) {
  const { submit, may, onSubmit, look = 'primary', error, lacks, children, ...dialog } = props;
  const [tried, setTried] = useState(false);
  const form = useId();
  const run = () => (may ? void onSubmit() : setTried(true));
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
      <DialogCommands commands={[submitCommand(submit, true, run)]} />
      <form
        id={form}
        className="dialog-form"
        onSubmit={submitted}
        // A browser submits no form whose button is disabled, and says nothing.
        onKeyDown={({ key, target }) => {
          if (key === 'Enter' && !may && target instanceof HTMLInputElement) setTried(true);
        }}
        autoComplete="off"
      >
        {children}
        {tried && !may && lacks !== undefined && (
          <p className="note note-bad" role="alert">
            {lacks}
          </p>
        )}
        {error !== undefined && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}
