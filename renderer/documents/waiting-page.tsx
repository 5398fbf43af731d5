import type { ReactNode } from 'react';
import type { AppError } from '../../core/errors.ts';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { SlowLoading } from './slow-loading.tsx';

/** A page whose list is on its way, did not come or cannot come: it is named all the same. */
export function WaitingPage(props: {
  readonly title: string;
  readonly error: AppError | undefined;
  readonly retry: () => void;
  /** What is being loaded, in words. */
  readonly label: string;
}): ReactNode {
  if (props.error?.code === 'unsupported')
    return (
      <EmptyState level={1} title={`No ${props.title.toLowerCase()} here`}>
        {props.error.why}
      </EmptyState>
    );
  return (
    <>
      <h1 className="only-spoken">{props.title}</h1>
      {props.error === undefined ? (
        <SlowLoading label={props.label} rows={12} />
      ) : (
        <ErrorState error={props.error} onRetry={props.retry} />
      )}
    </>
  );
}
