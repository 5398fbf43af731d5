import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask, listen } from '../api/bridge.ts';
import { scopeQueries } from '../api/scope-queries.ts';
import type { Command } from '../commands/command.ts';
import { confirm } from '../state/questions.ts';

/** Quit; in a session that keeps nothing, ask first. */
async function quit(session: boolean): Promise<void> {
  const yes =
    !session ||
    (await confirm({
      title: 'Quit and forget everything?',
      text: 'This session keeps nothing. Export each environment that you want to keep first: find “Export” with Ctrl+K.',
      yes: 'Quit and forget',
      danger: true,
    }));
  // The window is closed before an answer can arrive.
  if (yes) ask('app.quit', {}).catch(() => undefined);
}

/** Quit from wherever the keys are, start screens included. */
export const quitCommand = (session: boolean): Command => ({
  id: 'quit',
  title: 'Quit',
  group: 'Console',
  keys: ['Mod+Q'],
  run: () => void quit(session),
});

/** Closing the window of a session that would lose data asks as quitting does. The host says when the page held it. */
export function useHeldClose(session: boolean): void {
  const scope = useQuery(scopeQueries.list()).data;
  const loses =
    session &&
    scope?.workspaces.some(({ organizations }) => organizations.some((each) => each.projects.length > 0));
  useEffect(() => {
    if (loses !== true) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    const stop = listen('quit.asked', () => void quit(true));
    return () => {
      window.removeEventListener('beforeunload', hold);
      stop();
    };
  }, [loses]);
}
