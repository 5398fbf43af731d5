import ClipboardPaste from 'lucide-react/icons/clipboard-paste';
import Globe from 'lucide-react/icons/globe';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Connection } from '../../core/connection.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ConnectError } from './connect-error.tsx';
import { PasteToken } from './paste-token.tsx';
import { useLogin } from './use-login.ts';
import { WaitingStep } from './waiting-step.tsx';

export interface LoginStepProps {
  readonly connection: Connection;
  readonly onLoggedIn: () => void;
  readonly onBack: () => void;
  /** Where the dialog begins with this step; otherwise Escape leads back to the one before. */
  readonly onClose?: (() => void) | undefined;
}

/** Who the console is to that server: by way of the browser, or by a token. */
export function LoginStep({ connection, onLoggedIn, onBack, onClose }: LoginStepProps) {
  const [pasting, setPasting] = useState(false);
  const login = useLogin(connection.id, onLoggedIn);
  const choices = useRef<HTMLDivElement>(null);
  const { error } = login;
  // The step that waited is gone with the focus: another try begins where this one did.
  useEffect(() => {
    if (error !== undefined) choices.current?.querySelector('button')?.focus();
  }, [error]);
  if (login.running !== undefined)
    return <WaitingStep connection={connection} login={login.running} onCancel={login.cancel} />;
  if (pasting)
    return <PasteToken connection={connection} onTaken={onLoggedIn} onBack={() => setPasting(false)} />;
  return (
    <Dialog
      title={`Log in to ${connection.name}`}
      {...(onClose === undefined ? { closeLabel: 'Back', onClose: onBack } : { onClose })}
      actions={<LoginBack chord={onClose === undefined ? 'Escape' : undefined} onBack={onBack} />}
    >
      <p className="soft mono">{connection.url}</p>
      <LoginChoices
        groupRef={choices}
        onBrowser={() => {
          if (!login.starting) void login.start();
        }}
        onPaste={() => setPasting(true)}
      />
      {error !== undefined && <ConnectError connection={connection} error={error} />}
    </Dialog>
  );
}

function LoginBack(props: { readonly chord: string | undefined; readonly onBack: () => void }) {
  return (
    <Button {...(props.chord === undefined ? {} : { chord: props.chord })} onPress={props.onBack}>
      Back to the address
    </Button>
  );
}

function LoginChoices({
  groupRef,
  onBrowser,
  onPaste,
}: {
  readonly groupRef: RefObject<HTMLDivElement | null>;
  readonly onBrowser: () => void;
  readonly onPaste: () => void;
}) {
  useCommands([
    {
      id: 'connect.browser',
      title: 'Log in with the browser',
      group: 'Connections',
      keys: ['b'],
      palette: false,
      run: onBrowser,
    },
    {
      id: 'connect.paste',
      title: 'Paste a token',
      group: 'Connections',
      keys: ['t'],
      palette: false,
      run: onPaste,
    },
  ]);
  return (
    <div className="choices" ref={groupRef}>
      <Choice
        icon={<Globe size={16} aria-hidden />}
        title="Log in with the browser"
        text="Opens the server’s page, where you authorize the console. The token then comes by itself. Trigger.dev and older Platos offer this."
        chord="b"
        autoFocus
        onPress={onBrowser}
      />
      <Choice
        icon={<ClipboardPaste size={16} aria-hidden />}
        title="Paste a token"
        text="A personal access token from your account’s page on the server, or the key of one environment."
        chord="t"
        onPress={onPaste}
      />
    </div>
  );
}
