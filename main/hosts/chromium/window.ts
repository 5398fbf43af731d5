import type { BrowserContext, Page } from 'playwright-core';
import { type Assets, assetAt } from '../assets.ts';
import { responseHeaders } from '../policy.ts';
import { isOurs } from './bridge.ts';
import { ORIGIN } from './flags.ts';

/** Serves the built window at our origin, out of memory, and aborts every other request. */
export async function serveAssets(context: BrowserContext, assets: Assets, nonce: string): Promise<void> {
  const headers = responseHeaders(nonce);
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    const asset =
      isOurs(url.href) && route.request().method() === 'GET' ? assetAt(assets, url.pathname) : undefined;
    if (!isOurs(url.href)) return route.abort('blockedbyclient');
    if (asset === undefined) return route.fulfill({ status: 404, headers, body: '' });
    return route.fulfill({
      status: 200,
      headers: { ...headers, 'content-type': asset.type },
      body: asset.body,
    });
  });
  await context.routeWebSocket('**/*', (socket) => socket.close());
}

/** One page at one origin: closes every other page at once, and leads ours back when it was led away. */
export function guardWindow(context: BrowserContext, page: Page, home: () => string): void {
  context.on('page', (stranger) => {
    if (stranger !== page) stranger.close().catch(() => undefined);
  });
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame() || isOurs(frame.url()) || page.isClosed()) return;
    page.goto(`${ORIGIN}${home()}`).catch(() => undefined);
  });
}
