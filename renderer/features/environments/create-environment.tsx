import { type FormEvent, useId, useState } from 'react';
import type { Environment, EnvironmentKind, EnvironmentRef } from '../../../core/environment.ts';
import { limits } from '../../../core/limits.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogCommands, submitCommand } from '../../ui/dialog-commands.tsx';
import { TextField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { KindSelect } from './selects.tsx';
import { slugFrom, slugProblem } from './slug.ts';

export interface CreateEnvironmentProps {
  readonly project: Omit<EnvironmentRef, 'slug'>;
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onDone: (environment: Environment) => void;
}

/** A new, empty environment. The slug follows the name until it is typed, and is checked as it is typed. */
export function CreateEnvironment({ project, taken, onClose, onDone }: CreateEnvironmentProps) {
  const [name, setName] = useState('');
  const [typedSlug, setTypedSlug] = useState<string>();
  const [kind, setKind] = useState<EnvironmentKind>('staging');
  const create = useAsk('environments.create');
  const form = useId();
  const slug = typedSlug ?? slugFrom(name);
  const problem = slugProblem(slug, taken);
  const may = name.trim() !== '' && problem === undefined;
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!may) return;
    const { workspaceId, projectId } = project;
    const made = await create.go({ project: { workspaceId, projectId }, name, slug, kind });
    if (made !== undefined) onDone(made);
  };
  return (
    <Dialog
      title="New environment"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            look="primary"
            type="submit"
            form={form}
            chord="Mod+Enter"
            isDisabled={!may || create.running}
          >
            Create
          </Button>
        </>
      }
    >
      <DialogCommands commands={[submitCommand('Create the environment', may && !create.running, submit)]} />
      <form id={form} className="env-form" onSubmit={submit}>
        <TextField label="Name" autoFocus value={name} onChange={setName} maxLength={limits.nameLength} />
        <TextField
          label="Slug"
          mono
          value={slug}
          onChange={setTypedSlug}
          hint="Lower-case letters, digits and inner hyphens. It cannot be changed later."
          error={name === '' && typedSlug === undefined ? undefined : problem}
        />
        <KindSelect value={kind} onChange={setKind} />
        {create.error !== undefined && <ErrorNote error={create.error} />}
      </form>
    </Dialog>
  );
}
