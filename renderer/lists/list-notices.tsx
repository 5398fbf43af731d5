import { useQuery } from '@tanstack/react-query';
import CircleAlert from 'lucide-react/icons/circle-alert';
import Info from 'lucide-react/icons/info';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { ListState } from '../../core/list-state.ts';
import { type Asking, useAsk } from '../api/use-ask.ts';
import { variableQueries } from '../api/variable-queries.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Button, CommandButton } from '../ui/button.tsx';
import { Moment } from '../ui/moment.tsx';
import { ofList } from './list-command.ts';
import { newsText } from './news-text.ts';
import { NoticeLine } from './notice-line.tsx';
import { ShrankNotice } from './shrank-notice.tsx';
import { refreshKey, UnreadNotice } from './unread-notice.tsx';

export interface ListNoticesProps {
  readonly env: EnvironmentRef;
  /** Of the environment, where several lists are on the page. */
  readonly name?: string;
  /** Where the page can show what is new by itself. */
  readonly onShowNews?: () => void;
}

/** What has to be known of a server's list before one relies on it: it shrank, is too old, could not be read, has news. */
export function ListNotices({ env, name, onShowNews }: ListNoticesProps) {
  const state = useQuery(variableQueries.list(env)).data?.state;
  const refresh = useAsk('connections.refresh');
  if (state === undefined) return null;
  const again = () => void refresh.go({ id: env.workspaceId, env });
  const of = name === undefined ? '' : `${name}: `;
  return (
    <>
      {state.shrank !== undefined && (
        <ShrankNotice env={env} of={of} shrank={state.shrank} refresh={refresh} again={again} />
      )}
      <UnreadNotice state={state} of={of} shown="This is the list" again={again} />
      {state.tooOld && <TooOld state={state} of={of} refresh={refresh} again={again} />}
      {state.news !== undefined && (
        <News env={env} of={of} news={state.news} {...(onShowNews === undefined ? {} : { onShowNews })} />
      )}
    </>
  );
}

interface Again {
  readonly of: string;
  readonly again: () => void;
}

function TooOld({
  state,
  of,
  refresh,
  again,
}: Again & { readonly state: ListState; readonly refresh: Asking<'connections.refresh'> }) {
  return (
    <NoticeLine tone="warn" icon={<CircleAlert size={16} aria-hidden />}>
      <span>
        {of}This list was last seen <Moment at={state.readAt} />, which is older than the limit you set.
      </span>
      <Button chord={refreshKey(of)} isDisabled={refresh.running || state.refreshing} onPress={again}>
        Refresh
      </Button>
    </NoticeLine>
  );
}

function News({
  env,
  of,
  news,
  onShowNews,
}: {
  readonly env: EnvironmentRef;
  readonly of: string;
  readonly news: NonNullable<ListState['news']>;
  readonly onShowNews?: () => void;
}) {
  const seen = useAsk('lists.seen');
  const shows = onShowNews !== undefined && news.added.length + news.changed.length > 0;
  const show = ofList(env, of, {
    id: 'show-news',
    title: 'Show the news of the server',
    key: 'w',
    enabled: () => shows,
    run: () => onShowNews?.(),
  });
  const dismiss = ofList(env, of, {
    id: 'dismiss-news',
    title: 'Dismiss the news of the server',
    key: 'Shift+W',
    enabled: () => !seen.running,
    run: () => void seen.go({ env }),
  });
  useCommands([show, dismiss]);
  return (
    <NoticeLine tone="info" icon={<Info size={16} aria-hidden />}>
      <span>
        {of}
        {newsText(news)} on the server since you last looked (<Moment at={news.since} />
        ).
      </span>
      {shows && <CommandButton command={show}>Show</CommandButton>}
      <CommandButton command={dismiss}>Dismiss</CommandButton>
    </NoticeLine>
  );
}
