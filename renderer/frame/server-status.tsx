import { useQuery } from '@tanstack/react-query';
import Cloud from 'lucide-react/icons/cloud';
import CloudAlert from 'lucide-react/icons/cloud-alert';
import CloudOff from 'lucide-react/icons/cloud-off';
import Hourglass from 'lucide-react/icons/hourglass';
import KeyRound from 'lucide-react/icons/key-round';
import LoaderCircle from 'lucide-react/icons/loader-circle';
import type { ReactNode } from 'react';
import type { Connection } from '../../core/connection.ts';
import type { ServerProblem } from '../../core/errors.ts';
import { serverText } from '../api/server-text.ts';
import { variableQueries } from '../api/variable-queries.ts';
import { daysUntilExpiry } from '../connections/expiry.ts';
import { useConnection } from '../connections/use-connection.ts';
import { useLimited } from '../lists/limit-note.tsx';
import { useEnv } from '../router/use-env.ts';
import { useGo } from '../router/use-go.ts';
import { useConnecting } from '../state/connecting.ts';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Moment } from '../ui/moment.tsx';
import { useNow } from '../ui/use-now.ts';

/** How new what is shown of a server is, what stands in the way, and the way out. */
export function ServerStatus() {
  const { ref, workspace } = useEnv();
  const connection = useConnection(workspace.kind === 'server' ? workspace.id : undefined);
  const state = useQuery(variableQueries.list(ref)).data?.state;
  const now = useNow();
  if (connection === undefined) return null;
  const seen =
    state === undefined ? (
      'not seen yet'
    ) : (
      <>
        seen <Moment at={state.readAt} />
      </>
    );
  const problem = state?.problem ?? connection.problem;
  return (
    <>
      {state?.refreshing === true ? (
        <Unlimited connection={connection} seen={seen}>
          <span className="status-item" role="status">
            <LoaderCircle size={12} className="spin" aria-hidden />
            <span>
              {workspace.name}: refreshing, {seen}
            </span>
          </span>
        </Unlimited>
      ) : connection.stayOffline ? (
        <span className="status-item status-warn" role="status">
          <CloudOff size={12} aria-hidden />
          <span>
            {workspace.name}: staying offline, {seen}
          </span>
        </span>
      ) : problem !== undefined && problem !== 'offline' ? (
        <span className="status-item status-warn" role="status">
          <CloudAlert size={12} aria-hidden />
          <span>
            {workspace.name}: {serverText(problem, connection.name).title.toLowerCase()}, {seen}
          </span>
          <Kbd chord="Mod+R" />
        </span>
      ) : (
        <Unlimited connection={connection} seen={seen}>
          <span className="status-item" role="status">
            <Cloud size={12} aria-hidden />
            <span>
              {workspace.name}: {seen}
            </span>
            <Kbd chord="Mod+R" />
          </span>
        </Unlimited>
      )}
      <TokenStatus connection={connection} problem={problem} now={now} />
      <ControlPlaneStatus connection={connection} projectId={ref.projectId} now={now} />
    </>
  );
}

/** What is said of a server, unless a rate limit makes it wait: then that. */
function Unlimited(props: {
  readonly connection: Connection;
  readonly seen: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const seconds = useLimited(props.connection.id);
  if (seconds === 0) return props.children;
  return (
    <span className="status-item" role="status">
      <Hourglass size={12} aria-hidden />
      <span>
        {props.connection.name}: the server limits requests<span aria-hidden>: {seconds} s</span>,{' '}
        {props.seen}
      </span>
    </span>
  );
}

/** A token that is about to expire, is not accepted, or is not there: the way to another one. */
function TokenStatus({
  connection,
  problem,
  now,
}: {
  readonly connection: Connection;
  readonly problem: ServerProblem | undefined;
  readonly now: number;
}) {
  const asked = useConnecting((connecting) => connecting.asked);
  const text = tokenWarning(connection, now);
  if (text === undefined && problem !== 'unauthorized') return null;
  return (
    <span className="status-item status-warn">
      {text !== undefined && <KeyRound size={12} aria-hidden />}
      {text}
      <Button look="quiet" onPress={() => asked({ step: 'login', id: connection.id })}>
        Log in
      </Button>
    </span>
  );
}

function tokenWarning({ credential }: Connection, now: number): string | undefined {
  if (credential === undefined) return 'No token on this computer';
  return expiryWarning('The token', credential.expiresAt, now);
}

/** The same of the token for the project's agent service, which is replaced in the settings. */
function ControlPlaneStatus({
  connection,
  projectId,
  now,
}: {
  readonly connection: Connection;
  readonly projectId: string;
  readonly now: number;
}) {
  const go = useGo();
  const access = connection.agentAccess?.find((one) => one.projectId === projectId);
  const text = expiryWarning('The control-plane token', access?.controlPlane.expiresAt, now);
  if (text === undefined) return null;
  return (
    <span className="status-item status-warn">
      <KeyRound size={12} aria-hidden />
      {text}
      <Button look="quiet" onPress={() => go.page('settings')}>
        Replace
      </Button>
    </span>
  );
}

function expiryWarning(what: string, expiresAt: number | undefined, now: number): string | undefined {
  const days = daysUntilExpiry(expiresAt, now);
  if (days === undefined) return undefined;
  if (days < 0) return `${what} has expired`;
  return days === 0 ? `${what} expires today` : `${what} expires in ${days} day${days === 1 ? '' : 's'}`;
}
