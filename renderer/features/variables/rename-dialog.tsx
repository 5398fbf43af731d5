import { useState } from 'react';
import type { EnvironmentRef } from '../../../core/environment.ts';
import { useAsk } from '../../api/use-ask.ts';
import type { Command } from '../../commands/command.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogCommands } from '../../ui/dialog-commands.tsx';
import { TextField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/states.tsx';
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
    if (ready && (await rename.go({ env, from, to })) !== undefined) onRenamed(to);
  };
  const commands: readonly Command[] = [
    {
      id: 'rename.done',
      title: 'Rename as drafts',
      group: 'Variables',
      keys: ['Mod+Enter', 'Enter'],
      inFields: true,
      enabled: () => ready,
      run: () => void go(),
    },
  ];
  return (
    <Dialog
      title="Rename"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            look="primary"
            chord="Mod+Enter"
            isDisabled={!ready || rename.running}
            onPress={() => void go()}
          >
            Rename as drafts
          </Button>
        </>
      }
    >
      <DialogCommands commands={commands} />
      <TextField
        label={`New name of ${from}`}
        mono
        autoFocus
        value={to}
        onChange={setTo}
        error={problem?.text}
        hint="What reads the old name stops finding it once this is applied."
      />
      <CheckLines checks={checks.filter((check) => check !== problem)} />
      {rename.error !== undefined && <ErrorNote error={rename.error} />}
    </Dialog>
  );
}
