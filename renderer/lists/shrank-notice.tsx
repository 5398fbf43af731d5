import CircleAlert from 'lucide-react/icons/circle-alert';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { ListState } from '../../core/list-state.ts';
import { type Resource, resourceNames } from '../../core/resource.ts';
import { type Asking, useAsk } from '../api/use-ask.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Button, CommandButton } from '../ui/button.tsx';
import { Moment } from '../ui/moment.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { ofList } from './list-command.ts';
import { NoticeLine } from './notice-line.tsx';
import { refreshKey } from './unread-notice.tsx';

/** A list that is suddenly much shorter is not shown before somebody accepts it. */
export function ShrankNotice({
  env,
  resource = 'variable',
  of = '',
  shrank,
  refresh,
  again,
}: {
  readonly env: EnvironmentRef;
  readonly resource?: Resource;
  /** Stands before it, where several environments are on the page. */
  readonly of?: string;
  readonly shrank: NonNullable<ListState['shrank']>;
  readonly refresh: Asking<'connections.refresh'>;
  readonly again: () => void;
}) {
  const believe = useAsk('lists.believe');
  const { one, many } = resourceNames[resource];
  const shorter = `${shrank.to.toLocaleString('en')} ${shrank.to === 1 ? one : many}`;
  const title = `Accept the new list: ${shorter}`;
  const command = ofList(env, of, {
    id: `believe.${resource}`,
    title,
    key: 'Alt+A',
    enabled: () => !believe.running,
    run: () => void believe.go({ env, resource }),
  });
  useCommands([command]);
  return (
    <NoticeLine tone="warn" icon={<CircleAlert size={16} aria-hidden />}>
      <span>
        {of}The server listed {shorter} instead of {shrank.from.toLocaleString('en')} (asked{' '}
        <Moment at={shrank.at} />
        ). That may be a fault, so the list from before is shown.
      </span>
      <CommandButton command={command}>{title}</CommandButton>
      <Button chord={refreshKey(of)} isDisabled={refresh.running} onPress={again}>
        Ask the server again
      </Button>
      {believe.error !== undefined && <ErrorNote error={believe.error} />}
    </NoticeLine>
  );
}
