import { type FormEvent, useState } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { shortestPassphrase, strengthOf } from './passphrase-strength.ts';

/** A passphrase, twice. It leaves the window once, to main, and is forgotten here. */
export function NewPassphrase({ onBack }: { readonly onBack: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const unlock = useAsk('app.unlock');
  const strength = strengthOf(passphrase);
  const differs = again !== '' && again !== passphrase;
  const may = passphrase.length >= shortestPassphrase && passphrase === again;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (may) await unlock.go({ mode: 'passphrase', passphrase });
  };
  return (
    <form className="start-form" onSubmit={submit} autoComplete="off">
      <TextField
        label="Passphrase"
        type="password"
        autoFocus
        value={passphrase}
        onChange={setPassphrase}
        hint={strength.hint}
      />
      <div className="strength" aria-hidden="true">
        {[1, 2, 3, 4].map((level) => (
          <span key={level} data-lit={level <= strength.level} />
        ))}
      </div>
      <TextField
        label="The same again"
        type="password"
        value={again}
        onChange={setAgain}
        error={differs ? 'The two are not the same yet.' : undefined}
      />
      {unlock.error !== undefined && <ErrorNote error={unlock.error} />}
      <div className="start-actions">
        <Button look="primary" type="submit" isDisabled={!may || unlock.running}>
          {unlock.running ? 'Making the key…' : 'Use this passphrase'}
        </Button>
        <Button onPress={onBack}>Back</Button>
      </div>
      <p className="soft">
        There is no way to recover a forgotten passphrase: without it the data cannot be read by anyone.
      </p>
    </form>
  );
}
