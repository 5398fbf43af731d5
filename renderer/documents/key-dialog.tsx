import { useState } from 'react';
import type { Environment, EnvironmentRef } from '../../core/environment.ts';
import type { EnvironmentProviders } from '../../core/ipc/document-calls.ts';
import { limits } from '../../core/limits.ts';
import { findProviderById, type Provider, providers } from '../../core/provider.ts';
import { suggestKeyName } from '../../core/provider-ability.ts';
import { keyOfRef, providerKeyProblem, providerKeyText } from '../../core/provider-key.ts';
import { useTypedReview } from '../review/use-typed-review.ts';
import { closeTyped } from '../state/close-typed.ts';
import { Checkbox, TextField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Select } from '../ui/select.tsx';

type Pointer = EnvironmentProviders['keys'][number];

interface Props {
  /** Where the key is added or changed. */
  readonly env: EnvironmentRef;
  readonly environment: Environment;
  readonly provider: Provider;
  /** The key that is changed; absent for a new one. */
  readonly pointer?: Pointer | undefined;
  /** The variable of a new key; absent: the provider's usual name, or the next free one. */
  readonly envVarName?: string | undefined;
  /** Of that environment. */
  readonly found: EnvironmentProviders;
  readonly onClose: () => void;
}

const options = providers.map(({ id, name }) => ({ id, text: name }));

/** A pointer to a variable, and on request a new value for that variable here. No value comes from elsewhere. */
export function KeyDialog({ env, environment, pointer, found, onClose, ...props }: Props) {
  const [provider, setProvider] = useState(props.provider);
  const ofProvider = found.keys.filter((key) => key.provider === provider.id);
  const suggested = suggestKeyName(provider, new Set(ofProvider.map(({ envVarName }) => envVarName)));
  const [typedName, setTypedName] = useState(props.envVarName);
  const startLabel = pointer?.label ?? environment.name;
  const [label, setLabel] = useState(startLabel);
  const [chosenDefault, setChosenDefault] = useState<boolean>();
  const [value, setValue] = useState('');
  const review = useTypedReview(onClose);
  const name = pointer?.envVarName ?? typedName ?? suggested;
  const isDefault = chosenDefault ?? pointer?.isDefault ?? !ofProvider.some((key) => key.isDefault);
  const isSet = found.variables.some(({ key }) => key === name);
  const made = { provider: provider.id, envVarName: name, label: label.trim(), isDefault };
  const taken = pointer === undefined && ofProvider.some((key) => key.envVarName === name);
  const problem = taken
    ? 'There is a key for this variable already.'
    : providerKeyProblem(keyOfRef(made), { label: 'x', isDefault });
  const may = problem === undefined && label.trim() !== '';
  const typed = value !== '' || typedName !== props.envVarName || label !== startLabel;
  const submit = () => {
    const base = pointer?.fingerprint ?? null;
    const document = {
      resource: 'provider-key' as const,
      key: keyOfRef(made),
      content: providerKeyText(made),
      base,
    };
    const patches = value === '' ? [] : [{ key: name, value, kind: 'secret' as const }];
    return review.submit(env, { type: 'edits', documents: [document], patches });
  };
  return (
    <FormDialog
      title={
        pointer === undefined ? `Add a provider key in ${environment.name}` : `${name} in ${environment.name}`
      }
      kind={environment.kind}
      onClose={() => void closeTyped(typed, onClose)}
      submit="Review"
      may={may && !review.running}
      error={review.error}
      lacks={label.trim() === '' ? 'Type a label first.' : undefined}
      onSubmit={submit}
    >
      {pointer === undefined && (
        <Select
          label="Provider"
          options={options}
          value={provider.id}
          onChange={(id) => setProvider(findProviderById(id) ?? provider)}
        />
      )}
      {pointer === undefined && (
        <TextField
          label="Variable that holds the key"
          mono
          value={name}
          onChange={setTypedName}
          maxLength={limits.keyLength}
          hint="Any name will do: being listed here, not its name, makes it a key of the provider."
          error={problem}
        />
      )}
      <TextField
        label="Label"
        value={label}
        onChange={setLabel}
        maxLength={limits.nameLength}
        hint="An agent that is cloned finds its key by variable, then by label."
      />
      <Checkbox isSelected={isDefault} onChange={setChosenDefault}>
        Default for {provider.name}: agents that are not pinned to a key run on it.
      </Checkbox>
      <TextField
        label={isSet ? `A new value for ${name}` : `A value for ${name}`}
        mono
        type="password"
        autoFocus
        value={value}
        onChange={setValue}
        hint={
          isSet
            ? `It has a value in ${environment.name}. Left empty, that stays.`
            : `It has no value in ${environment.name}. Type one made for this environment: none is carried over.`
        }
      />
    </FormDialog>
  );
}
