import './limit-note.css';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { connectionQueries } from '../api/connection-queries.ts';
import { useSecondsUntil } from '../ui/use-seconds-until.ts';

/** Seconds for which a rate limit makes a workspace's requests wait; 0 where none does. Asked while it is mounted. */
export const useLimited = (workspaceId: string): number =>
  useSecondsUntil(useQuery(connectionQueries.waiting(workspaceId)).data?.until);

/** Says that a rate limit makes what is asked wait, and how long. */
export function LimitNote(props: {
  readonly workspaceId: string;
  /** Said where no limit does. */
  readonly otherwise?: string;
}): ReactNode {
  const seconds = useLimited(props.workspaceId);
  if (seconds === 0 && props.otherwise === undefined) return null;
  return (
    <p className="limit-note soft" role="status">
      {seconds === 0 ? (
        props.otherwise
      ) : (
        <>
          The server limits how fast it is asked
          <span aria-hidden>: goes on in {seconds === 1 ? '1 second' : `${seconds} seconds`}</span>.
        </>
      )}
    </p>
  );
}
