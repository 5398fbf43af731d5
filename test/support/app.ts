import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { runApp } from '../../main/app.ts';
import { findBrowser } from '../../main/hosts/chromium/find-browser.ts';
import { ORIGIN } from '../../main/hosts/chromium/flags.ts';
import { type ChromiumHost, startChromium } from '../../main/hosts/chromium/start.ts';
import { parseOptions } from '../../main/hosts/options.ts';
import type { Keychain } from '../../main/keychain/keychain.ts';
import { noKeychain } from '../../main/keychain/no-keychain.ts';
import { claimProfile } from '../../main/profile.ts';
import { launchElectron } from './electron-app.ts';
import { type Before, type Recorded, record } from './recorder.ts';

export interface LaunchOptions {
  /** Folder of the app's data; a fresh one that `close` removes when not given. */
  readonly profile?: string;
  readonly headless?: boolean;
  /** Instead of the operating system's. */
  readonly keychain?: Keychain;
  /** As on the command line. */
  readonly args?: readonly string[];
  /** Stands before main: hold a call back, refuse it, or let it through. */
  readonly before?: Before;
  /** For a test of both hosts: there is no keychain, and what Electron would refuse is refused in Chromium too. */
  readonly portable?: boolean;
}

export interface LaunchedApp {
  readonly page: Page;
  readonly host: ChromiumHost;
  readonly profile: string;
  /** Console errors, page errors and requests to anywhere but the app itself, so far. */
  readonly errors: readonly string[];
  /** Every text of the page's console. */
  readonly printed: readonly string[];
  /** Every reply and event that crossed to the window. */
  readonly said: Recorded['said'];
  readonly clipboard: Recorded['clipboard'];
  readonly opened: Recorded['opened'];
  /** Settles when the app has quit. */
  readonly ended: Promise<void>;
  readonly close: () => Promise<void>;
}

/** What a test of both hosts sees. */
type Outside = Omit<LaunchedApp, 'host' | 'said' | 'clipboard' | 'opened'>;

const renderer = join(import.meta.dirname, '..', '..', 'dist', 'renderer');

/**
 * Starts the whole app with the built window: in this process in the Chromium host, or, with `PLATOS_ELECTRON`
 * naming its binary, in the real Electron. Tests that reach into main (`host`, `said`, `clipboard`, `opened`, `keychain`, `before`) carry `@chromium`
 * in their names and are left out there; the others are launched as `portable`.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'platos-console-test-'));
  const electron = process.env['PLATOS_ELECTRON'];
  const portable = options.portable === true || electron !== undefined;
  if (portable && (options.keychain !== undefined || options.before !== undefined)) onlyInChromium();
  if (electron !== undefined) return inElectron(electron, profile, options);
  const parsed = parseOptions(['--profile', profile, ...(options.args ?? [])], process.cwd());
  if (!parsed.ok) throw new Error(parsed.message);
  const claimed = claimProfile(profile);
  const { host, said, clipboard, opened } = record(
    await startChromium({ executablePath: browser(), headless: options.headless ?? true, renderer }),
    options.before,
  );
  const { errors, printed } = watch(host.page, ORIGIN);
  host.page.setDefaultTimeout(20_000);
  const close = async () => {
    await host.quit();
    if (options.profile === undefined) rmSync(profile, { recursive: true, force: true });
  };
  try {
    const keychain = portable ? noKeychain : options.keychain;
    await runApp(host, parsed.options, { profile: claimed, ...(keychain === undefined ? {} : { keychain }) });
  } catch (error) {
    await close();
    throw error;
  }
  const outside = { page: host.page, profile, errors, printed, ended: host.ended, close };
  return portable ? closed(outside) : { ...outside, host, said, clipboard, opened };
}

async function inElectron(electron: string, profile: string, options: LaunchOptions): Promise<LaunchedApp> {
  const { page, ended, close } = await launchElectron(electron, profile, options.args ?? []);
  return closed({
    page,
    profile,
    ...watch(page, 'app://console'),
    ended,
    close: async () => {
      await close();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true });
    },
  });
}

/** The app with its main out of reach, as it is where Electron is a process of its own. */
const closed = (app: Outside): LaunchedApp => ({
  ...app,
  get host() {
    return onlyInChromium();
  },
  get said() {
    return onlyInChromium();
  },
  get clipboard() {
    return onlyInChromium();
  },
  get opened() {
    return onlyInChromium();
  },
});

function onlyInChromium(): never {
  throw new Error('This test reaches into main: its name needs @chromium');
}

export function browser(): string {
  const found = findBrowser();
  if (found === undefined) throw new Error('No Chrome, Chromium or Edge is installed');
  return found;
}

function watch(page: Page, origin: string): Pick<LaunchedApp, 'errors' | 'printed'> {
  const errors: string[] = [];
  const printed: string[] = [];
  page.on('console', (message) => {
    printed.push(message.text());
    if (message.type() === 'error') errors.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => errors.push(`page: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) errors.push(`request: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) errors.push(`${response.status()}: ${response.url()}`);
  });
  return { errors, printed };
}
