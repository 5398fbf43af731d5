import { join } from 'node:path';
import { watchProcess } from '../../bugs.ts';
import { claimProfile } from '../../profile.ts';
import type { AppOptions } from '../options.ts';
import { optionsOrExit, run } from '../run.ts';
import { Trouble, tellTrouble } from '../trouble.ts';
import { scrubEnvironment } from './environment.ts';
import { findBrowser } from './find-browser.ts';
import { type ChromiumOptions, startChromium } from './start.ts';
import { walkTour } from './tour.ts';

/** No display to show a window on, or a picture or walk for which none is needed. */
function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

async function main(): Promise<void> {
  scrubEnvironment();
  const options = optionsOrExit(process.argv.slice(2));
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Trouble('No Chrome, Chromium or Edge was found.');
  const host = {
    executablePath,
    headless: !hasDisplay(),
    renderer: join(import.meta.dirname, '..', 'renderer'),
  };
  if (options.tour !== undefined) return walkTour(host, options, options.tour);
  await openWindow(host, options);
}

async function openWindow(parts: ChromiumOptions, options: AppOptions): Promise<void> {
  const profile = claimProfile(options.profile);
  const host = await startChromium(parts);
  onSignals(() => host.quit());
  await run(host, options, { profile });
  await host.ended;
}

const onSignals = (end: () => unknown): void => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end());
};

watchProcess(() => process.exit(1));
main().then(
  () => process.exit(),
  (error: unknown) => {
    tellTrouble('The app could not start', 'the start', error);
    process.exit(1);
  },
);
