import '../lists/list-notices.css';
import './documents.css';
import CircleAlert from 'lucide-react/icons/circle-alert';
import type { ReactNode } from 'react';
import type { AppError } from '../../core/errors.ts';
import type { DocumentsState } from '../../core/list-state.ts';
import { type DocumentResource, resourceNames } from '../../core/resource.ts';
import { errorText } from '../api/error-text.ts';
import { useAsk } from '../api/use-ask.ts';
import { NoticeLine } from '../lists/notice-line.tsx';
import { ShrankNotice } from '../lists/shrank-notice.tsx';
import { UnreadNotice } from '../lists/unread-notice.tsx';
import { useEnv } from '../router/use-env.ts';
import { Moment } from '../ui/moment.tsx';

/** An environment that is not shown beside the one of the path, and why. */
export interface LeftOut {
  readonly name: string;
  readonly error: AppError;
}

/** "seen 3 min ago", where what is shown comes from a server. */
export function SeenAt({ state }: { readonly state: DocumentsState | undefined }): ReactNode {
  if (state === undefined) return null;
  return (
    <span className="list-seen">
      {state.refreshing && 'refreshing, '}seen <Moment at={state.readAt} />
    </span>
  );
}

/** Environments that are not read beside this one. */
export const NotShown = ({ count }: { readonly count: number }): ReactNode =>
  count === 0 ? null : (
    <span className="list-seen">
      {count} more {count === 1 ? 'environment is' : 'environments are'} not shown
    </span>
  );

/** What has to be known before one relies on what is shown: it could not be read anew, or an environment is left out. */
export function DocumentNotices({
  resource,
  state,
  leftOut,
}: {
  readonly resource: DocumentResource;
  readonly state: DocumentsState | undefined;
  readonly leftOut: readonly LeftOut[];
}): ReactNode {
  const { ref } = useEnv();
  const refresh = useAsk('connections.refresh');
  const again = () => void refresh.go({ id: ref.workspaceId, env: ref });
  const failed = leftOut.filter(({ error }) => error.code !== 'unsupported');
  const without = leftOut.filter(({ error }) => error.code === 'unsupported');
  return (
    <>
      {state?.shrank !== undefined && (
        <ShrankNotice env={ref} resource={resource} shrank={state.shrank} refresh={refresh} again={again} />
      )}
      {state !== undefined && (
        <UnreadNotice state={state} shown={`These are the ${resourceNames[resource].many}`} again={again} />
      )}
      {byReason(failed).map(({ names, why }) => (
        <NoticeLine key={why} tone="warn" icon={<CircleAlert size={16} aria-hidden />}>
          <span>
            {names} left out: {why}
          </span>
        </NoticeLine>
      ))}
      {byReason(without).map(({ names, why }) => (
        <p key={why} className="documents-without">
          Without {names}. {why}
        </p>
      ))}
    </>
  );
}

const byReason = (leftOut: readonly LeftOut[]) =>
  [...Map.groupBy(leftOut, ({ error }) => errorText(error).what)].map(([why, those]) => ({
    why,
    names: those.map(({ name }) => name).join(', '),
  }));
