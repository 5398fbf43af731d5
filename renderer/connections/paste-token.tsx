import { useRef, useState } from 'react';
import { type Connection, type CredentialType, credentialType } from '../../core/connection.ts';
import type { RefusedToken } from '../../core/errors.ts';
import { refusedTokenText } from '../api/server-text.ts';
import { useAsk } from '../api/use-ask.ts';
import { closeTyped } from '../state/close-typed.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { holdSecret, putBack, readyToReplace, SecretField, takeSecret } from '../ui/secret-field.tsx';
import { ConnectError } from './connect-error.tsx';
import { useKeptText } from './use-kept-text.ts';

const accepted: Readonly<Record<Exclude<CredentialType, RefusedToken>, string>> = {
  'trigger-pat': 'A personal access token: all projects of its account.',
  'platos-pat': 'A personal access token of Platos: what its role and pins allow.',
  'environment-key': 'The key of one environment: no other environment can be seen or compared with it.',
};

/**
 * A token by hand. It leaves the field when it is sent, and is kept once the server has said whose it is; where
 * nothing came of it, it is in the field again for another try, and nowhere else.
 */
export function PasteToken({
  connection,
  onTaken,
  onBack,
}: {
  readonly connection: Connection;
  readonly onTaken: () => void;
  readonly onBack: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [type, setType] = useState<CredentialType>();
  const set = useAsk('connections.setToken');
  const keptText = useKeptText();
  const submit = async () => {
    const token = takeSecret(field.current);
    setType(undefined);
    if (token === '') return;
    if ((await set.go({ id: connection.id, token })) !== undefined) onTaken();
    else {
      putBack(field.current, token);
      readyToReplace(field.current);
    }
  };
  return (
    <FormDialog
      title={`Token for ${connection.name}`}
      closeLabel="Back"
      onClose={() => void closeTyped(holdSecret(field.current), onBack)}
      submit={set.running ? 'Asking the server…' : 'Use this token'}
      may={!set.running}
      onSubmit={submit}
    >
      <SecretField
        label="Token"
        fieldRef={field}
        onEdit={(text) => {
          set.forget();
          setType(text.trim() === '' ? undefined : credentialType(text.trim()));
        }}
        hint={hintOf(type)}
      />
      <p className="soft">
        It is sent to <span className="mono">{connection.url}</span> only, {keptText}, and never shown whole
        again.
      </p>
      {set.error !== undefined && <ConnectError connection={connection} error={set.error} />}
    </FormDialog>
  );
}

function hintOf(type: CredentialType | undefined): string {
  if (type === undefined)
    return 'It begins with tr_pat_ or plt_pat_. The key of one environment, as tr_prod_, will do too.';
  if (type === 'control-plane' || type === 'session' || type === 'unknown') {
    const { title, next } = refusedTokenText(type);
    return `${title}. ${next}`;
  }
  return accepted[type];
}
