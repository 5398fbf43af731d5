import type { ReactNode } from 'react';
import type { AppError } from '../../core/errors.ts';
import { ErrorState, Loading } from '../ui/states.tsx';

/** A page whose list is on its way, or did not come: it is named all the same. */
export function WaitingPage(props: {
  readonly title: string;
  readonly error: AppError | undefined;
  readonly retry: () => void;
  /** What is being loaded, in words. */
  readonly label: string;
}): ReactNode {
  return (
    <>
      <h1 className="only-spoken">{props.title}</h1>
      {props.error === undefined ? (
        <Loading label={props.label} rows={12} />
      ) : (
        <ErrorState error={props.error} onRetry={props.retry} />
      )}
    </>
  );
}
