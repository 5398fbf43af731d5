import type { ReactNode } from 'react';
import type { AppError, ServerProblem } from '../../core/errors.ts';
import { errorText } from '../api/error-text.ts';
import { unseenText } from '../api/server-text.ts';
import { useEnv } from '../router/use-env.ts';
import { useGo } from '../router/use-go.ts';
import { useConnecting } from '../state/connecting.ts';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/states.tsx';
import { loginKey } from './login-key.ts';
import { needsLogin } from './unread-notice.tsx';

/** What is mended at the connection. */
const ofConnection: ReadonlySet<ServerProblem> = new Set([
  'agent-access',
  'insecure',
  'not-a-server',
  'offline',
  'redirected',
  'tls',
  'unreachable',
]);

/** A list that did not come and was never seen: why, another try, and the way to what is missing for it. */
export function UnreadState({
  error,
  onRetry,
  actions,
}: {
  readonly error: AppError;
  readonly onRetry: () => void;
  readonly actions?: ReactNode;
}): ReactNode {
  return (
    <ErrorState
      error={error}
      text={unseenText(errorText(error))}
      onRetry={onRetry}
      actions={
        <>
          <WayOut error={error} />
          {actions}
        </>
      }
    />
  );
}

function WayOut({ error }: { readonly error: AppError }): ReactNode {
  const { workspace } = useEnv();
  const go = useGo();
  const asked = useConnecting((connecting) => connecting.asked);
  const problem = error.code === 'server' ? error.problem : undefined;
  if (problem !== undefined && needsLogin.has(problem))
    return (
      <Button look="primary" chord={loginKey} onPress={() => asked({ step: 'login', id: workspace.id })}>
        Log in again
      </Button>
    );
  if (error.code === 'agent-access' || (problem !== undefined && ofConnection.has(problem)))
    return (
      <Button look="primary" chord="Alt+9" onPress={() => go.page('settings')}>
        Open Settings
      </Button>
    );
  return null;
}
