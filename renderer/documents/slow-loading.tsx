import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, type ReactNode, useEffect, useState } from 'react';
import { connectionQueries } from '../api/connection-queries.ts';
import { useEnv } from '../router/use-env.ts';
import { Loading } from '../ui/states.tsx';
import { useSecondsUntil } from '../ui/use-seconds-until.ts';

/** Something is slow that takes longer than this, in milliseconds. */
const slowMs = 1_500;

/** Something that a server is asked for: where a rate limit makes it wait, that is said. */
export function SlowLoading(props: ComponentProps<typeof Loading>): ReactNode {
  const { workspace } = useEnv();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      {slow && workspace.kind === 'server' && <Limited id={workspace.id} />}
      <Loading {...props} />
    </>
  );
}

function Limited({ id }: { readonly id: string }): ReactNode {
  const { until } = useQuery(connectionQueries.waiting(id)).data ?? {};
  const seconds = useSecondsUntil(until);
  if (seconds === 0) return null;
  return (
    <p className="slow-note soft" role="status">
      The server limits how fast it is asked
      <span aria-hidden>: goes on in {seconds === 1 ? '1 second' : `${seconds} seconds`}</span>.
    </p>
  );
}
