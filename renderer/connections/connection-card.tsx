import { useRef, useState } from 'react';
import type { Connection, ListedConnection } from '../../core/connection.ts';
import type { AppError } from '../../core/errors.ts';
import { type Asking, useAsk, useAskInTurn } from '../api/use-ask.ts';
import { useConnecting } from '../state/connecting.ts';
import { confirm } from '../state/questions.ts';
import { toast, withdrawToasts } from '../state/toasts.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/field.tsx';
import { Moment } from '../ui/moment.tsx';
import { Select } from '../ui/select.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { AddedSlugs } from './added-slugs.tsx';
import { AgentService } from './agent-service.tsx';
import { ExpiryText } from './expiry-text.tsx';
import { mayHaveAgentService } from './may-have-agent-service.ts';
import { RemoveConnection } from './remove-connection.tsx';

/** One connection: whose account it is, how it goes, and what is set of it. */
export function ConnectionCard({ connection }: { readonly connection: ListedConnection }) {
  const { id, name, stayOffline, compareSecrets, maxAgeHours, problem } = connection;
  // The tenancy database has no environment keys, which secrets would be read through.
  const mayReadSecrets = compareSecrets || connection.speaks !== 'platos-tenancy';
  const offline = useAskInTurn('connections.setOffline');
  const secrets = useAskInTurn('connections.setCompareSecrets');
  const age = useAskInTurn('connections.setMaxAge');
  const failed = offline.error ?? secrets.error ?? age.error;
  return (
    <article className="connection" aria-label={name} data-connection={id}>
      <div className="connection-head">
        <h3>{name}</h3>
        {stayOffline && <Badge tone="warn">Staying offline</Badge>}
      </div>
      <Facts connection={connection} />
      {problem !== undefined && problem !== 'offline' && (
        <ErrorNote error={{ code: 'server', problem, server: name }} />
      )}
      <Actions connection={connection} />
      <Checkbox isSelected={stayOffline} onChange={(next) => void offline.go({ id, stayOffline: next })}>
        Stay offline: the server is not asked for anything
      </Checkbox>
      {mayReadSecrets && (
        <div className="connection-choice">
          <Checkbox
            isSelected={compareSecrets}
            onChange={(next) => void secrets.go({ id, compareSecrets: next })}
          >
            Read secrets to compare them
          </Checkbox>
          <p className="soft">
            The server hides secrets, so two of them cannot be compared. With this, the console reads them
            through the environment’s own key (it fetches that key, which opens the environment to whoever has
            it), turns each value into a fingerprint and drops it. No secret is shown, copied or kept.
          </p>
        </div>
      )}
      <MaxAge hours={maxAgeHours} ask={age} id={id} />
      <AddedSlugs connection={connection} />
      {mayHaveAgentService(connection) && <AgentService connection={connection} />}
      {failed !== undefined && <ErrorNote error={failed} />}
    </article>
  );
}

function Facts({ connection }: { readonly connection: Connection }) {
  const { url, caFile, account, credential, reachedAt } = connection;
  return (
    <dl className="connection-facts">
      <dt>Address</dt>
      <dd className="mono">{url}</dd>
      {caFile !== undefined && (
        <>
          <dt>Certificate authority</dt>
          <dd className="mono">{caFile}</dd>
        </>
      )}
      <dt>Account</dt>
      <dd>{account?.email ?? 'Not logged in'}</dd>
      <dt>Token</dt>
      <dd>
        {credential === undefined ? (
          'None on this computer'
        ) : (
          <>
            <span className="mono">{credential.masked}</span>
            {credential.type === 'environment-key' && ', the key of one environment'}
            <ExpiryText at={credential.expiresAt} />
          </>
        )}
      </dd>
      <dt>Last reached</dt>
      <dd>{reachedAt === undefined ? 'Never' : <Moment at={reachedAt} />}</dd>
    </dl>
  );
}

function Actions({ connection }: { readonly connection: Connection }) {
  const { id, name, credential } = connection;
  const asked = useConnecting((state) => state.asked);
  const [removing, setRemoving] = useState(false);
  const buttons = useRef<HTMLDivElement>(null);
  const test = useAsk('connections.test');
  const refresh = useAsk('connections.refresh');
  const forget = useAsk('connections.forgetToken');
  const failed: AppError | undefined = test.error ?? refresh.error ?? forget.error;
  const tryIt = async () => {
    const found = await test.go({ id });
    if (found !== undefined)
      toast('good', `${name} answers ${found.account.email} in ${found.ms} ms.`, undefined, id);
  };
  const readAgain = async () => {
    if ((await refresh.go({ id })) !== undefined) toast('good', `${name} was read again.`, undefined, id);
  };
  const logOut = async () => {
    if (!(await forgotToken(connection, forget))) return;
    withdrawToasts(({ workspaceId, action }) => workspaceId === id && action === undefined);
    // The button that was pressed is gone.
    buttons.current?.querySelector<HTMLElement>('[data-part=login]')?.focus();
  };
  return (
    <>
      <div className="connection-actions" ref={buttons}>
        <Button
          data-part="login"
          look={credential === undefined ? 'primary' : 'plain'}
          onPress={() => asked({ step: 'login', id })}
        >
          {credential === undefined ? 'Log in…' : 'Log in again…'}
        </Button>
        <Button isDisabled={test.running} onPress={() => void tryIt()}>
          {test.running ? 'Testing…' : 'Test'}
        </Button>
        <Button isDisabled={refresh.running} onPress={() => void readAgain()}>
          {refresh.running ? 'Refreshing…' : 'Refresh'}
        </Button>
        <Button onPress={() => asked({ step: 'edit', id })}>Edit…</Button>
        {credential !== undefined && (
          <Button isDisabled={forget.running} onPress={() => void logOut()}>
            Log out here…
          </Button>
        )}
        <Button data-part="remove" onPress={() => setRemoving(true)}>
          Remove…
        </Button>
      </div>
      {failed !== undefined && <ErrorNote error={failed} />}
      {removing && <RemoveConnection connection={connection} onClose={() => setRemoving(false)} />}
    </>
  );
}

/** Ask, then forget its token; answers whether that was done. */
async function forgotToken(
  { id, name }: Connection,
  forget: Asking<'connections.forgetToken'>,
): Promise<boolean> {
  const yes = await confirm({
    title: `Log out of ${name} here?`,
    text: 'The token is removed from this computer. It stays valid on the server: the command line tool shares a token that came from the browser, and revoking it would log out the tool too. What was seen stays readable.',
    yes: 'Log out',
    danger: true,
  });
  return yes && (await forget.go({ id })) !== undefined;
}

const ages = [
  { id: 'any', text: 'No limit' },
  { id: '1', text: 'An hour' },
  { id: '8', text: '8 hours' },
  { id: '24', text: 'A day' },
  { id: '72', text: '3 days' },
  { id: '168', text: 'A week' },
] as const;

function MaxAge({
  hours,
  ask,
  id,
}: {
  readonly hours: number | undefined;
  readonly ask: Asking<'connections.setMaxAge'>;
  readonly id: string;
}) {
  const value = ages.find((each) => each.id === String(hours))?.id ?? 'any';
  return (
    <div className="connection-age">
      <Select
        label="Warn when a list is older than"
        options={ages}
        value={value}
        isDisabled={ask.running}
        onChange={(next) => void ask.go(next === 'any' ? { id } : { id, maxAgeHours: Number(next) })}
      />
    </div>
  );
}
