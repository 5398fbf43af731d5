import { type FormEvent, useState } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { useStartFresh } from './use-start-fresh.ts';

/** The passphrase that opens the store. A wrong one can be corrected; nothing is counted against it. */
export function PassphraseForm() {
  const [passphrase, setPassphrase] = useState('');
  const unlock = useAsk('app.unlock');
  const fresh = useStartFresh();
  const error = unlock.error ?? fresh.error;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== '') await unlock.go({ mode: 'passphrase', passphrase });
  };
  return (
    <form className="start-form" onSubmit={submit} autoComplete="off">
      <TextField
        label="Passphrase"
        type="password"
        autoFocus
        value={passphrase}
        onChange={(text) => {
          setPassphrase(text);
          unlock.forget();
        }}
      />
      {error !== undefined && <ErrorNote error={error} />}
      <div className="start-actions">
        <Button look="quiet" isDisabled={unlock.running || fresh.running} onPress={() => void fresh.begin()}>
          Forgotten? Start fresh…
        </Button>
        <Button look="primary" type="submit" chord="Enter" isDisabled={passphrase === '' || unlock.running}>
          {unlock.running ? 'Opening…' : 'Unlock'}
        </Button>
      </div>
    </form>
  );
}
