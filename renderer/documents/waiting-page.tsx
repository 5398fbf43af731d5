import type { ReactNode } from 'react';
import type { AppError } from '../../core/errors.ts';
import { SlowLoading } from '../lists/slow-loading.tsx';
import { UnreadState } from '../lists/unread-state.tsx';
import { PageGap } from './page-gap.tsx';

/** A page whose list is on its way, did not come or cannot come: it is named all the same. */
export function WaitingPage(props: {
  readonly title: string;
  readonly error: AppError | undefined;
  readonly retry: () => void;
  /** What is being loaded, in words. */
  readonly label: string;
  /** What would give a list that cannot come is entered in Settings. */
  readonly inSettings?: boolean;
  /** Leads on where there is nothing to wait for. */
  readonly actions?: ReactNode;
}): ReactNode {
  const { title, error, inSettings = false } = props;
  if (error?.code === 'unsupported')
    return <PageGap title={`No ${title.toLowerCase()} here`} why={error.why} inSettings={inSettings} />;
  return (
    <>
      <h1 className="only-spoken">{title}</h1>
      {error === undefined ? (
        <SlowLoading label={props.label} rows={12} />
      ) : (
        <UnreadState error={error} onRetry={props.retry} actions={props.actions} />
      )}
    </>
  );
}
