import type { Host } from './host.ts';

type Quit = Pick<Host, 'quit' | 'onQuit'>;

/** Runs what was registered, last first, each even if another fails, then `close`; only once. */
export function quitOnce(close: () => Promise<void>): Quit {
  const work: (() => Promise<void> | void)[] = [];
  let ending: Promise<void> | undefined;
  const end = async () => {
    for (const run of work.reverse()) {
      try {
        await run();
      } catch {
        process.exitCode = 1; // the others still have to run; messages may quote values
      }
    }
    await close();
  };
  return {
    onQuit: (run) => void work.push(run),
    quit: () => {
      ending ??= end();
      return ending;
    },
  };
}
