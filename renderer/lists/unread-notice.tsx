import CloudOff from 'lucide-react/icons/cloud-off';
import type { ServerProblem } from '../../core/errors.ts';
import type { DocumentsState } from '../../core/list-state.ts';
import { serverText } from '../api/server-text.ts';
import { useConnection } from '../connections/use-connection.ts';
import { useEnv } from '../router/use-env.ts';
import { useConnecting } from '../state/connecting.ts';
import { Button } from '../ui/button.tsx';
import { Moment } from '../ui/moment.tsx';
import { loginKey } from './login-key.ts';
import { NoticeLine } from './notice-line.tsx';

/** A refresh of the page reads this list again, too. */
export const refreshKey = (of: string): string | undefined => (of === '' ? 'Mod+R' : undefined);

/** What another token mends. */
export const needsLogin: ReadonlySet<ServerProblem> = new Set(['unauthorized', 'no-credential']);

/** Why the last question gave nothing, and how old what is shown is. */
export function UnreadNotice({
  state,
  of = '',
  shown,
  again,
}: {
  readonly state: DocumentsState;
  /** Stands before it, where several environments are on the page. */
  readonly of?: string;
  /** "This is the list", "These are the queues". */
  readonly shown: string;
  readonly again: () => void;
}) {
  const { ref } = useEnv();
  const connection = useConnection(ref.workspaceId);
  const asked = useConnecting((connecting) => connecting.asked);
  const { problem } = state;
  // Staying offline is what the person wants and the status bar says; a list that shrank has its own line.
  if (problem === undefined || problem === 'offline' || problem === 'shrank' || connection === undefined)
    return null;
  const { title, next } = serverText(problem, connection.name);
  return (
    <NoticeLine tone="warn" icon={<CloudOff size={16} aria-hidden />}>
      <span>
        {of}
        {title}. {shown} as seen <Moment at={state.readAt} />. {next}
      </span>
      {needsLogin.has(problem) ? (
        <Button chord={loginKey} onPress={() => asked({ step: 'login', id: connection.id })}>
          Log in again
        </Button>
      ) : (
        <Button chord={refreshKey(of)} isDisabled={state.refreshing} onPress={again}>
          Try again
        </Button>
      )}
    </NoticeLine>
  );
}
