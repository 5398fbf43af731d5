import { useState } from 'react';
import { limits } from '../../core/limits.ts';
import { useAsk } from '../api/use-ask.ts';
import { useGo } from '../router/use-go.ts';
import { TextField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { useIsThere } from '../ui/use-is-there.ts';

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
  const isThere = useIsThere();
  const may = name.trim() !== '' && organization.trim() !== '' && !create.running;
  const submit = async () => {
    const made = await create.go({ workspaceId, organization, name });
    if (made === undefined || !isThere()) return;
    onClose();
    go.path(made.path);
  };
  return (
    <FormDialog
      title="New project"
      onClose={onClose}
      submit="Create"
      may={may}
      lacks={may ? undefined : 'Type a name for both first.'}
      onSubmit={submit}
      error={create.error}
    >
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
    </FormDialog>
  );
}
