import { useState } from 'react';
import type { EnvironmentRef } from '../../../core/environment.ts';
import { useAsk } from '../../api/use-ask.ts';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { CheckLines } from './check-lines.tsx';
import { blocks, checkKey } from './checks.ts';

export interface RenameDialogProps {
  readonly env: EnvironmentRef;
  readonly from: string;
  readonly taken: (key: string) => boolean;
  readonly onRenamed: (to: string) => void;
  readonly onClose: () => void;
}

/** A new name for a variable: the old one deleted and the new one set, both as drafts. */
export function RenameDialog({ env, from, taken, onRenamed, onClose }: RenameDialogProps) {
  const [to, setTo] = useState(from);
  const rename = useAsk('drafts.rename');
  const checks = to === from ? [] : checkKey(to, taken);
  const ready = to !== '' && to !== from && !blocks(checks);
  const problem = checks.find((check) => check.level === 'error');
  const go = async () => {
    if ((await rename.go({ env, from, to })) !== undefined) onRenamed(to);
  };
  return (
    <FormDialog
      title="Rename"
      onClose={onClose}
      submit="Rename as drafts"
      may={ready && !rename.running}
      lacks={to === from || to === '' ? 'Type another name first.' : undefined}
      onSubmit={go}
      error={rename.error}
    >
      <TextField
        label={`New name of ${from}`}
        mono
        autoFocus
        value={to}
        onChange={setTo}
        error={problem?.text}
        hint="Once this is applied, whatever reads the old name no longer finds it."
      />
      <CheckLines checks={checks.filter((check) => check !== problem)} />
    </FormDialog>
  );
}
