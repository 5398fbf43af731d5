import './connections.css';
import { useState } from 'react';
import type { Connection } from '../../core/connection.ts';
import { ask } from '../api/bridge.ts';
import { placeOf } from '../router/paths.ts';
import { useConnecting } from '../state/connecting.ts';
import { AddressStep } from './address-step.tsx';
import { ArrivalStep } from './arrival-step.tsx';
import { LoginStep } from './login-step.tsx';
import { useConnection } from './use-connection.ts';

type Step = 'address' | 'login' | 'arrival';

/** The dialog about a connection, wherever it was asked for. */
export function Connect() {
  const { connecting, left } = useConnecting();
  if (connecting === undefined) return null;
  const id = connecting.step === 'new' ? undefined : connecting.id;
  return (
    <ConnectDialog
      key={`${connecting.step} ${id ?? ''}`}
      existing={id}
      start={connecting.step === 'login' ? 'login' : 'address'}
      atAgentService={connecting.step === 'edit' && connecting.at === 'agent-service'}
      onClose={left}
    />
  );
}

/** From an address to the first environment: where, who, and what is there. */
function ConnectDialog({
  existing,
  start,
  atAgentService,
  onClose,
}: {
  readonly existing: string | undefined;
  readonly start: Step;
  readonly atAgentService: boolean;
  readonly onClose: () => void;
}) {
  const [step, setStep] = useState<Step>(start);
  const [id, setId] = useState(existing);
  const connection = useConnection(id);
  const [stays, setStays] = useState(existing !== undefined);
  const leave = () => {
    onClose();
    if (!stays && connection !== undefined) void dropUnused(connection);
  };
  const kept = (saved: Connection, wasThere: boolean) => {
    setId(saved.id);
    if (wasThere) setStays(true);
    if (existing !== undefined && saved.credential !== undefined) return onClose();
    setStep('login');
  };
  // An old connection is there after a moment only.
  if (step === 'address' && (existing === undefined || connection !== undefined))
    return (
      <AddressStep
        connection={connection}
        isNew={existing === undefined}
        isUnused={connection !== undefined && !stays}
        atAgentService={atAgentService}
        onKept={kept}
        onKeptForLater={onClose}
        onClose={leave}
      />
    );
  if (connection === undefined) return null;
  if (step === 'login')
    return (
      <LoginStep
        connection={connection}
        onLoggedIn={() => setStep('arrival')}
        onBack={() => setStep('address')}
        onClose={start === 'login' ? leave : undefined}
      />
    );
  const staysHere = existing !== undefined && placeOf(window.location.pathname) !== undefined;
  return <ArrivalStep connection={connection} stays={staysHere} onClose={onClose} />;
}

/** A connection that never got a token holds nothing: leaving the dialog leaves nothing behind. */
async function dropUnused({ id, name, credential }: Connection): Promise<void> {
  if (credential !== undefined) return;
  await ask('connections.remove', { id, confirmation: name }).catch(() => undefined); // it is listed in the settings
}
