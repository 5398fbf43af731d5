import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { KeyMode, ThemeChoice } from '../../core/app-state.ts';
import { asAppError, ask } from '../api/bridge.ts';
import { errorText } from '../api/error-text.ts';
import { scopeQueries } from '../api/scope-queries.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useConnecting } from '../state/connecting.ts';
import { useOverlays } from '../state/overlays.ts';
import { toast } from '../state/toasts.ts';
import { KeysSheet } from './keys-sheet.tsx';
import { quitCommand, useHeldClose } from './quit.ts';

const tell = (thrown: unknown): void => toast('bad', errorText(asAppError(thrown)).what);

/** Lock at once. Main forgets the key, the window forgets what it read. */
export function lock(): void {
  ask('app.lock', {}).catch(tell);
}

const themes: readonly (readonly [ThemeChoice, string])[] = [
  ['light', 'Theme: light'],
  ['dark', 'Theme: dark'],
  ['system', 'Theme: as the system has it'],
];

/** What can be done wherever the store is open: in a project, on the import page, at the first run. */
export function ConsoleCommands({ mode }: { readonly mode: KeyMode }) {
  const { open, opened, closed } = useOverlays();
  const connect = useConnecting((state) => state.asked);
  useEffect(() => closed, [closed]);
  const scope = useQuery(scopeQueries.list()).data;
  const session = mode === 'session';
  const holds = scope?.workspaces.some(({ organizations }) =>
    organizations.some((each) => each.projects.length > 0),
  );
  useHeldClose(session && holds === true ? 'session' : 'nothing');
  useCommands([
    {
      id: 'keys',
      title: 'Keyboard shortcuts',
      group: 'Console',
      keys: ['?'],
      when: 'anywhere',
      run: () => opened('keys'),
    },
    {
      id: 'connect.new',
      title: 'Connect a server…',
      group: 'Connections',
      keys: [],
      run: () => connect({ step: 'new' }),
    },
    ...themes.map(
      ([theme, title]): Command => ({
        id: `theme.${theme}`,
        title,
        group: 'Console',
        keys: [],
        run: () => {
          ask('app.setTheme', { theme }).catch(tell);
        },
      }),
    ),
    { id: 'lock', title: 'Lock the console', group: 'Console', keys: ['Mod+L'], when: 'anywhere', run: lock },
    quitCommand(session ? 'session' : 'nothing'),
  ]);
  return open === 'keys' ? <KeysSheet onClose={closed} /> : null;
}
