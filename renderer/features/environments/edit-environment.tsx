import { useState } from 'react';
import type { Environment, EnvironmentKind, EnvironmentRef } from '../../../core/environment.ts';
import { limits } from '../../../core/limits.ts';
import { isWeaker, protectionOf } from '../../../core/protection.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Checkbox, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ColourSelect, KindSelect, ProtectionSelect } from './selects.tsx';

export interface EditEnvironmentProps {
  readonly env: EnvironmentRef;
  readonly environment: Environment;
  readonly onClose: () => void;
}

/** Name, kind, colour, protection and masking of an environment. What guards it less asks for its slug. */
export function EditEnvironment({ env, environment, onClose }: EditEnvironmentProps) {
  const [name, setName] = useState(environment.name);
  const [kind, setKind] = useState(environment.kind);
  const [colour, setColour] = useState(environment.colour);
  const [protection, setProtection] = useState(protectionOf(environment));
  const [shown, setShown] = useState(environment.showPlainValues);
  const [typed, setTyped] = useState('');
  const unguards =
    isWeaker(protection, protectionOf(environment)) ||
    (environment.kind === 'production' && kind !== 'production');
  const may = name.trim() !== '' && (!unguards || typed === env.slug);
  const update = useAsk('environments.update');
  const become = (next: EnvironmentKind) => {
    setKind(next);
    setProtection(protectionOf({ kind: next, protection }));
  };
  const submit = async () => {
    const done = await update.go({
      env,
      name,
      kind,
      colour: colour ?? null,
      protection,
      showPlainValues: shown,
      confirmation: typed,
    });
    if (done !== undefined) onClose();
  };
  return (
    <FormDialog
      title={`Edit ${environment.name}`}
      kind={kind}
      onClose={onClose}
      submit="Save"
      may={may && !update.running}
      lacks={name.trim() === '' ? 'Type a name first.' : may ? undefined : `Type ${env.slug} first.`}
      onSubmit={submit}
      error={update.error}
    >
      <TextField label="Name" autoFocus value={name} onChange={setName} maxLength={limits.nameLength} />
      <KindSelect value={kind} onChange={become} />
      <ColourSelect kind={kind} value={colour} onChange={setColour} />
      {kind === 'production' && (
        <p className="soft env-hint">Whatever its colour, production keeps the red band and the red frame.</p>
      )}
      <ProtectionSelect kind={kind} value={protection} onChange={setProtection} />
      <Checkbox isSelected={shown} onChange={setShown}>
        Show plain values in the list. Secrets stay masked.
      </Checkbox>
      {unguards && (
        <TextField
          label={`Type ${env.slug} to lower its protection`}
          mono
          value={typed}
          onChange={setTyped}
        />
      )}
    </FormDialog>
  );
}
