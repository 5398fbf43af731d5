import { type ComponentProps, type ReactNode, useEffect, useState } from 'react';
import { useEnv } from '../router/use-env.ts';
import { Loading } from '../ui/states.tsx';
import { LimitNote } from './limit-note.tsx';

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
      {slow && workspace.kind === 'server' && (
        <LimitNote
          workspaceId={workspace.id}
          otherwise={`“${workspace.name}” was asked and has not answered yet.`}
        />
      )}
      <Loading {...props} />
    </>
  );
}
