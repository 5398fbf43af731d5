import type { Locator } from 'playwright-core';
import { expect, test } from '../support/fixtures.ts';
import { openSample } from '../support/sample.ts';

/** As the desktop does when the person closes the window: the page may hold it. */
const closeByHand = { runBeforeUnload: true } as const;

/** The window may be gone before the key is up. */
const quitAndForget = (question: Locator) =>
  question
    .getByRole('button', { name: 'Quit and forget' })
    .press('Enter')
    .catch(() => undefined);

test('closing the window of a session that keeps nothing asks first, and quits when confirmed @chromium', async ({
  launch,
}) => {
  const { page, host } = await launch();
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: /session only/i }).press('Enter');
  await expect(page.getByText('Bring your environments together')).toBeVisible();
  await page.keyboard.press('s');
  await expect(page.getByRole('grid')).toBeVisible();

  await page.close(closeByHand);
  const question = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  await expect(question).toContainText('Quit and forget everything?');
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(page.getByRole('grid')).toBeVisible();

  await page.close(closeByHand);
  await quitAndForget(question);
  await host.ended;
});

test('a window with nothing to lose closes at once @chromium', async ({ launch }) => {
  const { page, host } = await launch();
  await page.keyboard.press('Tab');
  await page.close(closeByHand);
  await host.ended;
});

test('Ctrl+Q quits: at once from the start screen, after a question from a session @chromium', async ({
  launch,
}) => {
  const started = await launch();
  await started.page.waitForSelector('html[data-ready=true]');
  await started.page.keyboard.press('Tab');
  await started.page.keyboard.press('Control+q').catch(() => undefined); // gone before the key is up
  await started.host.ended;

  const { page, host } = await launch();
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: /session only/i }).press('Enter');
  await expect(page.getByText('is forgotten when you quit')).toBeVisible();
  await page.keyboard.press('Control+q');
  const question = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  await expect(question).toContainText('Quit and forget everything?');
  await quitAndForget(question);
  await host.ended;
});

test('a locked session asks as well before it is forgotten, by Ctrl+Q and by the window @chromium', async ({
  launch,
}) => {
  const { page, host } = await launch();
  await openSample(page);
  await page.keyboard.press('Control+l');
  await expect(page.getByText('The console is locked')).toBeVisible();
  const question = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  await page.close(closeByHand);
  await expect(question).toContainText('Quit and forget everything?');
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await page.keyboard.press('Control+q');
  await expect(question).toContainText('Unlock it and export');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Unlock' }).press('Enter');
  await expect(page.getByRole('grid')).toContainText('LOG_LEVEL');
  await page.keyboard.press('Control+l');
  await expect(page.getByText('The console is locked')).toBeVisible();
  await page.keyboard.press('Control+q');
  await quitAndForget(question);
  await host.ended;
});
