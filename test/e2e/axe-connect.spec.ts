import type { Page } from 'playwright-core';
import { findingsInBothThemes } from '../support/axe.ts';
import { connect, discard, firstRun, pasteToken, typeAddress } from '../support/connect-keys.ts';
import { expect, test } from '../support/fixtures.ts';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { startServer } from '../support/server/server.ts';
import { environmentAt, put, valuesOf } from '../support/server/world.ts';

async function clean(page: Page, screen: string): Promise<void> {
  expect.soft(await findingsInBothThemes(page), screen).toEqual([]);
  console.log(`  axe: ${screen}, light\n  axe: ${screen}, dark`);
}

test('axe finds nothing on the way to a server @chromium', async ({ launch }) => {
  const there = await startServer({ flavour: 'trigger' });
  const { page } = await launch({ keychain: memoryKeychain() });
  await firstRun(page);
  await typeAddress(page, 'http://192.0.2.1:3030');
  await page.keyboard.press('Alt+V');
  await clean(page, 'connect a server');
  await page.keyboard.press('Escape');
  await discard(page);
  await typeAddress(page, there.url);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Log in with the browser/ })).toBeFocused();
  await clean(page, 'log in');
  await page.keyboard.press('b');
  await expect(page.getByRole('dialog', { name: 'Authorize in the browser' })).toBeVisible();
  await clean(page, 'waiting for the browser');
  await page.keyboard.press('Escape');
  await pasteToken(page, 'plt_mcp_made0up0made0up0made0up');
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
  await clean(page, 'paste a token');
  await there.close();
});

test('axe finds nothing on the settings of a connection and over a list with news @chromium', async ({
  launch,
}) => {
  const there = await startServer({ flavour: 'trigger' });
  const { page } = await launch({ keychain: memoryKeychain() });
  await connect(page, there);
  const dev = environmentAt(there.world, 'dev').id;
  put(there.world, dev, 'BY_SOMEBODY', 'else');
  await page.keyboard.press('Control+R');
  await expect(page.getByText('on the server since')).toBeVisible();
  valuesOf(there.world, dev).clear();
  await page.keyboard.press('Control+R');
  await expect(page.getByRole('button', { name: 'Accept the new list: 0 variables' })).toBeVisible();
  there.issue.revoke(there.token);
  await page.keyboard.press('Control+R');
  await expect(page.locator('.status-bar')).toContainText('not accepted');
  await clean(page, 'news, a list that shrank, a token that was revoked');
  await page.keyboard.press('Alt+9');
  await page.getByRole('button', { name: 'Remove…' }).waitFor();
  await clean(page, 'settings with a connection');
  await page.getByRole('button', { name: 'Remove…' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toContainText('its token');
  await clean(page, 'remove a connection');
  await there.close();
});
