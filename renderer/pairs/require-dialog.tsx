import { type ReactNode, useState } from 'react';
import type { ProjectRef } from '../../core/environment.ts';
import { limits } from '../../core/limits.ts';
import { rulesWritten } from '../api/invalidation.ts';
import { useAsk } from '../api/use-ask.ts';
import { closeTyped } from '../state/close-typed.ts';
import { TextField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';

/** Keys that become required, any number of them, whether or not some environment has them by now. */
export function RequireDialog(props: {
  readonly project: ProjectRef;
  readonly onClose: () => void;
}): ReactNode {
  const { project, onClose } = props;
  const [text, setText] = useState('');
  const require = useAsk('rules.require');
  const keys = [...new Set(text.split(/[\s,]+/).filter((key) => key !== ''))];
  const submit = async () => {
    if ((await require.go({ project, keys })) === undefined) return;
    rulesWritten();
    onClose();
  };
  return (
    <FormDialog
      title="Require keys"
      onClose={() => void closeTyped(text !== '', onClose)}
      submit={keys.length > 1 ? `Require ${keys.length} keys` : 'Require'}
      may={keys.length > 0 && !require.running}
      lacks={keys.length === 0 ? 'Type a key first.' : undefined}
      onSubmit={submit}
      error={require.error}
    >
      <TextField
        label="Keys"
        mono
        autoFocus
        value={text}
        onChange={setText}
        maxLength={limits.noteLength}
        placeholder="e.g. DATABASE_URL"
        hint="Blanks or commas between them. Every environment is checked for them from then on."
      />
    </FormDialog>
  );
}
