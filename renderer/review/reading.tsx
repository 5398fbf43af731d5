import type { ReactNode } from 'react';
import { LimitNote } from '../lists/limit-note.tsx';
import { Loading } from '../ui/states.tsx';

/** A plan is being made: what is read for it, and what keeps it waiting. */
export function Reading(props: {
  readonly workspaceId: string;
  /** Name of the environment that is changed. */
  readonly name: string;
}): ReactNode {
  return (
    <>
      <p className="review-reading soft">Reading {props.name}…</p>
      <LimitNote workspaceId={props.workspaceId} />
      <Loading label={`Reading ${props.name}`} />
    </>
  );
}
