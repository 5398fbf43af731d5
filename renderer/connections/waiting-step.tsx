import LoaderCircle from 'lucide-react/icons/loader-circle';
import { useEffect, useState } from 'react';
import type { Connection } from '../../core/connection.ts';
import type { LoginStarted } from '../../core/ipc/connection-calls.ts';
import { useAsk } from '../api/use-ask.ts';
import { toast } from '../state/toasts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DialogCommands } from '../ui/dialog-commands.tsx';
import { Mono } from '../ui/mono.tsx';
import { ErrorNote } from '../ui/states.tsx';

/** The server's page is open in the browser: what to do there, how long there is, and the way back. */
export function WaitingStep({
  connection,
  login,
  onCancel,
}: {
  readonly connection: Connection;
  readonly login: LoginStarted;
  readonly onCancel: () => void;
}) {
  const left = useMinutesLeft(login.expiresAt);
  const address = useAddress(login);
  const copy = useAsk('login.copyAddress');
  const error = copy.error ?? address.error;
  const copyAddress = async () => {
    if ((await copy.go({ loginId: login.loginId })) !== undefined)
      toast('info', 'The address of the page is in the clipboard.');
  };
  return (
    <Dialog
      title={login.opened ? 'Authorize in the browser' : 'Open the page by hand'}
      onClose={onCancel}
      actions={
        <Button chord="Escape" autoFocus onPress={onCancel}>
          Cancel
        </Button>
      }
    >
      <DialogCommands
        commands={[
          {
            id: 'connect.copy',
            title: 'Copy the page’s address',
            group: 'Connections',
            keys: ['c'],
            run: () => void copyAddress(),
          },
          {
            id: 'connect.show',
            title: 'Show the page’s address',
            group: 'Connections',
            keys: ['s'],
            enabled: () => address.text === undefined,
            run: address.show,
          },
        ]}
      />
      <div className="note note-info" role="status">
        <LoaderCircle size={16} className="spin" aria-hidden />
        <div>
          {login.opened ? 'Your browser was asked to open a page of ' : 'No browser took the page of '}
          <strong className="mono">{login.host}</strong>.{' '}
          {login.opened
            ? 'Log in there and press Authorize.'
            : 'Open the address below in any browser, on this computer or another; log in there and press Authorize.'}{' '}
          The console then goes on by itself. {left}
        </div>
      </div>
      <div className="login-by-hand">
        {login.opened && (
          <p>
            <strong>No page appeared?</strong> Copy its address or show it here, and open it in any browser,
            on this computer or another.
          </p>
        )}
        {address.text !== undefined && (
          <p className="login-address">
            <Mono text={address.text} />
          </p>
        )}
        <div className="login-ways">
          <Button chord="c" onPress={() => void copyAddress()}>
            Copy the page’s address
          </Button>
          {address.text === undefined && (
            <Button chord="s" onPress={address.show}>
              Show the page’s address
            </Button>
          )}
        </div>
      </div>
      {login.host !== new URL(connection.url).host && (
        <p>
          The page is on another host than <span className="mono">{new URL(connection.url).host}</span>. Look
          at its address before you type a password.
        </p>
      )}
      <p className="soft">
        The command line tool of this account shares the token. Logging out here removes it from this computer
        only: revoking it would log out the tool too.
      </p>
      {error !== undefined && <ErrorNote error={error} />}
    </Dialog>
  );
}

/**
 * The page's address, to be selected and read: at once where no browser took it, else when it is asked for. Its code
 * stands for this login until that ends, so it is in this dialog alone.
 */
function useAddress({ loginId, opened }: LoginStarted) {
  const [text, setText] = useState<string>();
  const { go, error } = useAsk('login.address');
  const show = () => void go({ loginId }).then((found) => setText(found?.url));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per login
  useEffect(() => {
    if (!opened) show();
  }, [loginId]);
  return { text, show, error };
}

function useMinutesLeft(expiresAt: number): string {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.ceil((expiresAt - now) / 60_000);
  if (minutes <= 1) return 'The page can be used for one more minute.';
  return `The page can be used for ${minutes} minutes.`;
}
