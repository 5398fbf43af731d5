import type { AppError } from '../../core/errors.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { loginKey } from '../lists/login-key.ts';
import { needsLogin } from '../lists/unread-notice.tsx';
import { useConnecting } from '../state/connecting.ts';
import { CommandButton } from '../ui/button.tsx';

/** The way out where the token was not accepted: the review stays below it. */
export function LoginAgain({
  error,
  workspaceId,
}: {
  readonly error: AppError | undefined;
  readonly workspaceId: string;
}) {
  const asked = useConnecting((connecting) => connecting.asked);
  const offered = error?.code === 'server' && needsLogin.has(error.problem);
  const command: Command = {
    id: 'review.login',
    title: 'Log in again…',
    group: 'Connections',
    keys: [loginKey],
    enabled: () => offered,
    run: () => asked({ step: 'login', id: workspaceId }),
  };
  useCommands([command]);
  if (!offered) return null;
  return (
    <p>
      <CommandButton command={command} />
    </p>
  );
}
