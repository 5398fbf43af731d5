import { type FormEvent, useState } from 'react';
import { useAsk } from '../api/use-ask.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Button, CommandButton } from '../ui/button.tsx';
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
  const back: Command = {
    id: 'passphrase.back',
    title: 'Back',
    group: 'Console',
    keys: ['Escape'],
    inFields: true,
    enabled: () => !unlock.running,
    run: onBack,
  };
  useCommands([back]);
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
        label="Repeat the passphrase"
        type="password"
        value={again}
        onChange={setAgain}
        error={differs ? 'The two do not match yet.' : undefined}
      />
      {unlock.error !== undefined && <ErrorNote error={unlock.error} />}
      <div className="start-actions">
        <CommandButton command={back} />
        <Button look="primary" type="submit" chord="Enter" isDisabled={!may || unlock.running}>
          {unlock.running ? 'Making the key…' : 'Use this passphrase'}
        </Button>
      </div>
      <p className="soft">
        There is no way to recover a forgotten passphrase: without it the data cannot be read by anyone.
      </p>
    </form>
  );
}
