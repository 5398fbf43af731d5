import { expect, test } from '../support/fixtures.ts';

/** As the desktop does when the person closes the window: the page may hold it. */
const closeByHand = { runBeforeUnload: true } as const;

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
  await question.getByRole('button', { name: 'Quit and forget' }).press('Enter');
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
  await question.getByRole('button', { name: 'Quit and forget' }).press('Enter');
  await host.ended;
});
