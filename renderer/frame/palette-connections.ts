import type { ListedConnection } from '../../core/connection.ts';
import { type CardPart, cardSearch } from '../connections/asked-connection.ts';
import { mayHaveAgentService } from '../connections/may-have-agent-service.ts';
import type { useGo } from '../router/use-go.ts';
import type { PickerItem } from './picker.tsx';

/** Every connection by its name: its card in Settings, and what is far down in it. */
export function connectionItems(
  connections: readonly ListedConnection[],
  go: ReturnType<typeof useGo>,
): readonly PickerItem[] {
  return connections.flatMap((connection) => {
    const { id, name, speaks } = connection;
    const item = (part: CardPart, title: string): PickerItem => ({
      id: `connection:${part}:${id}`,
      title,
      detail: 'Connection, in Settings',
      run: () => go.page('settings', cardSearch(id, part)),
    });
    return [
      item('top', name),
      ...(mayHaveAgentService(connection) && speaks !== 'platos-tenancy'
        ? [item('agent-service', `Agent service of ${name}`)]
        : []),
      item('remove', `Remove ${name}…`),
    ];
  });
}
