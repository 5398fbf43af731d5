import { type FormEvent, useId, useState } from 'react';
import { limits } from '../../core/limits.ts';
import { useAsk } from '../api/use-ask.ts';
import { useGo } from '../router/use-go.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DialogCommands, submitCommand } from '../ui/dialog-commands.tsx';
import { TextField } from '../ui/field.tsx';
import { ErrorNote } from '../ui/states.tsx';

/** A project with one empty environment, `dev`. */
export function NewProject({
  workspaceId,
  organization: suggested,
  onClose,
}: {
  readonly workspaceId: string;
  readonly organization: string;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState('');
  const [organization, setOrganization] = useState(suggested);
  const create = useAsk('projects.create');
  const go = useGo();
  const form = useId();
  const may = name.trim() !== '' && organization.trim() !== '' && !create.running;
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!may) return;
    const made = await create.go({ workspaceId, organization, name });
    if (made === undefined) return;
    onClose();
    go.path(made.path);
  };
  return (
    <Dialog
      title="New project"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={form} chord="Mod+Enter" isDisabled={!may}>
            Create
          </Button>
        </>
      }
    >
      <DialogCommands commands={[submitCommand('Create the project', may, submit)]} />
      <form id={form} className="new-project" onSubmit={submit}>
        <TextField
          label="Project"
          autoFocus
          value={name}
          onChange={setName}
          maxLength={limits.nameLength}
          hint="It starts with one empty environment, dev."
        />
        <TextField
          label="Organization"
          value={organization}
          onChange={setOrganization}
          maxLength={limits.nameLength}
        />
        {create.error !== undefined && <ErrorNote error={create.error} />}
      </form>
    </Dialog>
  );
}
