import { type FormEvent, useId, useState } from 'react';
import type { Environment, EnvironmentKind, EnvironmentRef } from '../../../core/environment.ts';
import { limits } from '../../../core/limits.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogCommands, submitCommand } from '../../ui/dialog-commands.tsx';
import { EnvironmentTag, kindNames } from '../../ui/environment-tag.tsx';
import { Checkbox, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { slugFrom, slugProblem } from './slug.ts';

const kinds: readonly EnvironmentKind[] = ['development', 'staging', 'preview', 'production'];

function KindSelect({
  value,
  onChange,
}: {
  readonly value: EnvironmentKind;
  readonly onChange: (kind: EnvironmentKind) => void;
}) {
  return (
    <Select
      label="Kind: decides colour, order and how loudly the console warns"
      value={value}
      onChange={onChange}
      options={kinds.map((kind) => ({
        id: kind,
        text: kindNames[kind],
        shown: <EnvironmentTag kind={kind} name={kindNames[kind]} />,
      }))}
    />
  );
}

export interface EnvironmentDialogProps {
  readonly project: Omit<EnvironmentRef, 'slug'>;
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onDone: (environment: Environment) => void;
}

/** A new, empty environment. The slug follows the name until it is typed, and is checked as it is typed. */
export function CreateEnvironment({ project, taken, onClose, onDone }: EnvironmentDialogProps) {
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

/** Name, kind and masking of an environment. */
export function EditEnvironment({
  env,
  environment,
  onClose,
}: {
  readonly env: EnvironmentRef;
  readonly environment: Environment;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState(environment.name);
  const [kind, setKind] = useState(environment.kind);
  const [shown, setShown] = useState(environment.showPlainValues);
  const [typed, setTyped] = useState('');
  const unguards = environment.kind === 'production' && kind !== 'production';
  const may = name.trim() !== '' && (!unguards || typed === env.slug);
  const update = useAsk('environments.update');
  const form = useId();
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!may) return;
    const done = await update.go({ env, name, kind, showPlainValues: shown, confirmation: typed });
    if (done !== undefined) onClose();
  };
  return (
    <Dialog
      title={`Edit ${environment.name}`}
      kind={kind}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            look="primary"
            type="submit"
            form={form}
            chord="Mod+Enter"
            isDisabled={!may || update.running}
          >
            Save
          </Button>
        </>
      }
    >
      <DialogCommands commands={[submitCommand('Save the environment', may && !update.running, submit)]} />
      <form id={form} className="env-form" onSubmit={submit}>
        <TextField label="Name" autoFocus value={name} onChange={setName} maxLength={limits.nameLength} />
        <KindSelect value={kind} onChange={setKind} />
        <Checkbox isSelected={shown} onChange={setShown}>
          Show plain values in the list. Secrets stay masked.
        </Checkbox>
        {unguards && (
          <TextField
            label={`Type ${env.slug} to write to it without being asked from now on`}
            mono
            value={typed}
            onChange={setTyped}
            placeholder={env.slug}
          />
        )}
        {update.error !== undefined && <ErrorNote error={update.error} />}
      </form>
    </Dialog>
  );
}
