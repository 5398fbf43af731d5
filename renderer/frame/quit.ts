import { ask } from '../api/bridge.ts';
import { confirm } from '../state/questions.ts';

/** Quit; in a session that keeps nothing, ask first. */
export async function quit(session: boolean): Promise<void> {
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
