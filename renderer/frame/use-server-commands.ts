import { useQuery, useQueryClient } from '@tanstack/react-query';
import { asAppError, ask } from '../api/bridge.ts';
import { connectionQueries } from '../api/connection-queries.ts';
import { errorText } from '../api/error-text.ts';
import type { Command } from '../commands/command.ts';
import { listsShown } from '../lists/lists-shown.ts';
import { loginKey } from '../lists/login-key.ts';
import { useEnv } from '../router/use-env.ts';
import { useGo } from '../router/use-go.ts';
import { useConnecting } from '../state/connecting.ts';
import { toast } from '../state/toasts.ts';

/** What a server did not do is said where its list is shown, and in the status bar. */
function tell(thrown: unknown): void {
  const error = asAppError(thrown);
  if (error.code !== 'server') toast('bad', errorText(error).what);
}

/** What can be done with the server that the environment is on. */
export function useServerCommands(): readonly Command[] {
  const { ref, workspace } = useEnv();
  const go = useGo();
  const cache = useQueryClient();
  const asked = useConnecting((state) => state.asked);
  const { connections = [] } = useQuery(connectionQueries.list()).data ?? {};
  const connection = connections.find(({ id }) => id === workspace.id);
  const group = 'Connections';
  const list: Command = {
    id: 'connections.open',
    title: 'Connections to servers',
    group,
    keys: [],
    run: () => go.page('settings'),
  };
  if (connection === undefined) return [list];
  const { id, stayOffline } = connection;
  const setOffline = (wanted: boolean) =>
    void ask('connections.setOffline', { id, stayOffline: wanted }).catch(tell);
  const refresh = async () => {
    if (stayOffline)
      return toast('info', `Staying offline from ${connection.name}: nothing was asked.`, {
        label: 'End staying offline',
        run: () => setOffline(false),
      });
    const lists = listsShown(cache, id);
    const asked = await Promise.allSettled(
      (lists.length === 0 ? [ref] : lists).map((env) => ask('connections.refresh', { id, env })),
    );
    const failed = asked.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    await ask('connections.refresh', { id });
  };
  return [
    list,
    {
      id: 'server.refresh',
      title: `Refresh from ${connection.name}`,
      group,
      keys: ['Mod+R', 'F5'],
      run: () => void refresh().catch(tell),
    },
    {
      id: 'server.offline',
      title: stayOffline
        ? `End staying offline from ${connection.name}`
        : `Stay offline from ${connection.name}`,
      group,
      keys: [],
      run: () => setOffline(!stayOffline),
    },
    {
      id: 'server.login',
      title: `Log in to ${connection.name} again…`,
      group,
      keys: [loginKey],
      run: () => asked({ step: 'login', id }),
    },
  ];
}
