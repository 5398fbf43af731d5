import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runApp } from '../../app.ts';
import { noKeychain } from '../../keychain/no-keychain.ts';
import { claimProfile } from '../../profile.ts';
import { storeFiles } from '../../store/files.ts';
import type { OpenedApp } from '../../tour/hands.ts';
import { tour } from '../../tour/tour.ts';
import type { AppOptions } from '../options.ts';
import { calledFrom } from '../run.ts';
import { Trouble } from '../trouble.ts';
import { handsOn } from './hands.ts';
import { type ChromiumOptions, startChromium } from './start.ts';

/** Walks the guided tour in this host; the process fails when an expectation does. */
export async function walkTour(
  parts: ChromiumOptions,
  options: AppOptions,
  files: readonly string[],
): Promise<void> {
  const { profile } = options;
  if (profile !== undefined && existsSync(join(profile, storeFiles.sidecar)))
    throw new Trouble('The tour makes changes: give it a --profile folder without data, or none.');
  let running: OpenedApp | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void running?.quit());
  const ok = await tour({
    files,
    folder: join(calledFrom(), 'tour'),
    say: (line) => process.stdout.write(`${line}\n`),
    open: async (folder, importing) => {
      running = await openApp(parts, folder, importing);
      return running;
    },
    ...(profile === undefined ? {} : { profile }),
  });
  if (!ok) process.exitCode = 1;
}

async function openApp(
  parts: ChromiumOptions,
  folder: string,
  importing: readonly string[],
): Promise<OpenedApp> {
  const profile = claimProfile(folder);
  const host = await startChromium({ ...parts, driven: true });
  const options: AppOptions = { import: importing, fetchElectron: false, help: false };
  await runApp(host, options, { profile, keychain: noKeychain });
  return { hands: handsOn(host.page), quit: host.quit, gone: host.ended };
}
