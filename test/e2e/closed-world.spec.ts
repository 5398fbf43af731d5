import { expect, type Page, test } from '@playwright/test';
import { ORIGIN } from '../../main/hosts/chromium/flags.ts';
import { launchBrowser } from '../../main/hosts/chromium/launch.ts';
import { browser } from '../support/app.ts';
import { openBareHost } from '../support/bare-host.ts';
import { attempt, attempts, type Ports } from '../support/hostile-page.ts';
import { listen } from '../support/listeners.ts';

test('a hostile script in the window reaches nobody @chromium', async () => {
  const listeners = await listen();
  await listeners.knock();
  expect(listeners.heard()).toEqual({ tcp: 1, udp: 1 });
  const host = await openBareHost();

  await tryEverything(host.page, listeners);

  expect(listeners.heard()).toEqual({ tcp: 1, udp: 1 });
  expect(host.page.url()).toMatch(new RegExp(`^${ORIGIN}/`));
  expect(host.page.context().pages()).toHaveLength(1);
  await host.quit();
  listeners.close();
});

test('the browser is closed by its flags alone, without page policy and interception @chromium', async () => {
  const listeners = await listen();
  const { context, page, removeProfile } = await launchBrowser(browser(), true);
  await page.goto('about:blank');

  await tryEverything(page, listeners);

  expect(listeners.heard()).toEqual({ tcp: 0, udp: 0 });
  await listeners.knock();
  expect(listeners.heard()).toEqual({ tcp: 1, udp: 1 });
  await context.close();
  removeProfile();
  listeners.close();
});

async function tryEverything(page: Page, ports: Ports): Promise<void> {
  for (const name of attempts) {
    await page.evaluate(attempt, { name, ports: { tcp: ports.tcp, udp: ports.udp } }).catch(ledAway);
    await page.waitForLoadState();
  }
  await page.waitForTimeout(1_000); // time for what was queued to go out
}

/** A navigation ends the script that started it; anything else is a fault of the test. */
function ledAway(error: Error): void {
  if (!/context was destroyed|navigat/i.test(error.message)) throw error;
}

const elsewhere = [
  `location.href = 'http://127.0.0.1:PORT/go'`,
  `location.href = 'https://127.0.0.1:PORT/go'`,
  `location.href = URL.createObjectURL(new Blob(['<img src=http://127.0.0.1:PORT/blob>'], { type: 'text/html' }))`,
  `location.href = 'data:text/html,<img src=http://127.0.0.1:PORT/data>'`,
  `location.href = 'about:blank'`,
  `location.href = 'file:///etc/passwd'`,
  `location.href = 'view-source:http://127.0.0.1:PORT/'`,
];

for (const script of elsewhere) {
  test(`the window stays: ${script} @chromium`, async () => {
    const listeners = await listen();
    const host = await openBareHost();

    await host.page.evaluate(script.replace('PORT', String(listeners.tcp))).catch(() => undefined);
    await host.page.waitForTimeout(500);

    await expect.poll(() => host.page.url()).toMatch(new RegExp(`^${ORIGIN}/`));
    expect(listeners.heard()).toEqual({ tcp: 0, udp: 0 });
    await host.quit();
    listeners.close();
  });
}
