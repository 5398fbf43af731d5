import './documents.css';
import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, type ReactNode, useEffect, useState } from 'react';
import type { Workspace } from '../../core/environment.ts';
import { connectionQueries } from '../api/connection-queries.ts';
import { useEnv } from '../router/use-env.ts';
import { Loading } from '../ui/states.tsx';
import { useSecondsUntil } from '../ui/use-seconds-until.ts';

/** Something is slow that takes longer than this, in milliseconds. */
const slowMs = 1_500;

/** Something that a server is asked for: who is waited for is said after a while, and where a rate limit makes it wait. */
export function SlowLoading(props: ComponentProps<typeof Loading>): ReactNode {
  const { workspace } = useEnv();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      {slow && workspace.kind === 'server' && <WaitedFor workspace={workspace} />}
      <Loading {...props} />
    </>
  );
}

function WaitedFor({ workspace: { id, name } }: { readonly workspace: Workspace }): ReactNode {
  const { until } = useQuery(connectionQueries.waiting(id)).data ?? {};
  const seconds = useSecondsUntil(until);
  return (
    <p className="slow-note soft" role="status">
      {seconds === 0 ? (
        `“${name}” was asked and has not answered yet.`
      ) : (
        <>
          The server limits how fast it is asked
          <span aria-hidden>: goes on in {seconds === 1 ? '1 second' : `${seconds} seconds`}</span>.
        </>
      )}
    </p>
  );
}
