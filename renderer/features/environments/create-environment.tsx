import { useEffect, useState } from 'react';
import type { Environment, EnvironmentKind, EnvironmentRef } from '../../../core/environment.ts';
import type { AppError } from '../../../core/errors.ts';
import { limits } from '../../../core/limits.ts';
import { useAsk } from '../../api/use-ask.ts';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { KindSelect } from './selects.tsx';
import { slugFrom, slugProblem } from './slug.ts';

export interface CreateEnvironmentProps {
  readonly project: Omit<EnvironmentRef, 'slug'>;
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onDone: (environment: Environment) => void;
}

/** Asked for, and kept: the page shows what it waits for. */
const isWaiting = (error: AppError | undefined): boolean => error?.code === 'approval-needed';

/** A new, empty environment. The slug follows the name until it is typed, and is checked as it is typed. */
export function CreateEnvironment({ project, taken, onClose, onDone }: CreateEnvironmentProps) {
  const [name, setName] = useState('');
  const [typedSlug, setTypedSlug] = useState<string>();
  const [kind, setKind] = useState<EnvironmentKind>('staging');
  const create = useAsk('environments.create');
  useEffect(() => {
    if (isWaiting(create.error)) onClose();
  }, [create.error, onClose]);
  const slug = typedSlug ?? slugFrom(name);
  const problem = slugProblem(slug, taken);
  const may = name.trim() !== '' && problem === undefined && !create.running;
  const submit = async () => {
    const { workspaceId, projectId } = project;
    const made = await create.go({ project: { workspaceId, projectId }, name, slug, kind });
    if (made !== undefined) onDone(made);
  };
  return (
    <FormDialog
      title="New environment"
      onClose={onClose}
      submit="Create"
      may={may}
      lacks={name.trim() === '' ? 'Type a name first.' : undefined}
      onSubmit={submit}
      error={create.error}
    >
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
    </FormDialog>
  );
}
