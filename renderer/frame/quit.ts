import { useEffect } from 'react';
import { ask, listen } from '../api/bridge.ts';
import type { Command } from '../commands/command.ts';
import { confirm } from '../state/questions.ts';

/** What goes with the app: nothing, or all of a session that is open or locked. */
export type Loses = 'nothing' | 'session' | 'locked-session';

const howToKeep = {
  session: 'Export each environment that you want to keep first: find “Export” with Ctrl+K.',
  'locked-session': 'Unlock it and export each environment that you want to keep first, drafts included.',
} as const;

/** Quit; where a session would be forgotten, ask first. */
async function quit(loses: Loses): Promise<void> {
  const yes =
    loses === 'nothing' ||
    (await confirm({
      title: 'Quit and forget everything?',
      text: `This session keeps nothing. ${howToKeep[loses]}`,
      yes: 'Quit and forget',
      danger: true,
    }));
  // The window is closed before an answer can arrive.
  if (yes) ask('app.quit', {}).catch(() => undefined);
}

/** Quit from wherever the keys are, start screens included. */
export const quitCommand = (loses: Loses): Command => ({
  id: 'quit',
  title: 'Quit',
  group: 'Console',
  keys: ['Mod+Q'],
  run: () => void quit(loses),
});

/** Closing the window where something would be lost asks as quitting does. The host says when the page held it. */
export function useHeldClose(loses: Loses): void {
  useEffect(() => {
    if (loses === 'nothing') return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    const stop = listen('quit.asked', () => void quit(loses));
    return () => {
      window.removeEventListener('beforeunload', hold);
      stop();
    };
  }, [loses]);
}
