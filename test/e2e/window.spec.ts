import { expect, test } from '../support/fixtures.ts';

test('the window opens and paints', async ({ app }) => {
  await expect(app.page.locator('html')).toHaveAttribute('data-ready', 'true');

  await expect(app.page).toHaveTitle(/Platos Console/);
  await expect(app.page.locator('body')).not.toBeEmpty();
});

test('the window is as large as the marks ask for', async ({ app }) => {
  expect(await app.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1440, 900]);
});
