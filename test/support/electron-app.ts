import { join } from 'node:path';
import { _electron, type Page } from 'playwright-core';

export interface ElectronApp {
  readonly page: Page;
  /** Settles when it has quit. */
  readonly ended: Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts the built app in the real Electron, a process of its own, with no keychain to ask. */
export async function launchElectron(
  executablePath: string,
  profile: string,
  args: readonly string[],
): Promise<ElectronApp> {
  const { DBUS_SESSION_BUS_ADDRESS: _bus, NODE_OPTIONS: _options, ...env } = process.env;
  const app = await _electron.launch({
    executablePath,
    args: [join(import.meta.dirname, '..', '..'), '--profile', profile, ...args],
    env: env as Record<string, string>,
  });
  const ended = new Promise<void>((resolve) => app.once('close', () => resolve()));
  return { page: await app.firstWindow(), ended, close: () => app.close() };
}
