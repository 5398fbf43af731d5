import { join } from 'node:path';
import { type ChromiumHost, startChromium } from '../../main/hosts/chromium/start.ts';
import type { OpenOptions } from '../../main/hosts/host.ts';
import { browser } from './app.ts';

/** The Chromium host with no app behind it: what the window asks is answered by `answer`. */
export async function openBareHost(
  options: Partial<OpenOptions> & { readonly headless?: boolean } = {},
): Promise<ChromiumHost> {
  const renderer = join(import.meta.dirname, '..', '..', 'dist', 'renderer');
  const host = await startChromium({
    executablePath: browser(),
    headless: options.headless ?? true,
    renderer,
  });
  await host.open({
    path: '/',
    colorScheme: 'system',
    answer: async () => JSON.stringify({ ok: false, error: { code: 'internal', incident: 'none' } }),
    ...options,
  });
  return host;
}
