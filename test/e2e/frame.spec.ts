import type { Page } from 'playwright-core';
import { expect, test } from '../support/fixtures.ts';

/** Past the first question, without a keychain: the session keeps nothing. */
async function enter(page: Page): Promise<void> {
  await page.waitForSelector('html[data-ready=true]');
  if (await page.getByText('This session only').isVisible()) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bring your environments together');
}

/** An empty project of this name, by keys. */
async function makeProject(page: Page, name: string): Promise<void> {
  await page.keyboard.press('e');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Fake Org');
  await page.keyboard.press('Enter');
  await expect(page.locator('.strip')).toContainText('dev');
}

test('from the first screen to switching environments, by keys only', async ({ app: { page } }) => {
  await enter(page);
  await makeProject(page, 'fake-bot');

  await page.keyboard.press('Alt+8');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Environments');
  await page.keyboard.press('n');
  await page.keyboard.type('Prod EU');
  await expect(page.getByLabel('Slug')).toHaveValue('prod-eu');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Prod');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('grid')).toContainText('prod-eu');

  await page.keyboard.press('Control+2');
  await expect(page.locator('.frame')).toHaveAttribute('data-kind', 'production');
  await expect(page.locator('.strip')).toContainText('Prod EU');
  await expect(page).toHaveTitle('Prod EU · Environments · fake-bot · Platos Console');

  await page.keyboard.press('Control+Tab');
  await expect(page.locator('.strip')).toContainText('dev');
  expect(new URL(page.url()).pathname).toBe('/w/local/orgs/fake-org/projects/fake-bot/env/dev/environments');
});

test('the palette, the sheet of keys and the lock answer to their keys', async ({ app: { page } }) => {
  await enter(page);
  await makeProject(page, 'fake-bot');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('setti');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Lock the console');
  await page.keyboard.press('Alt+8');
  await expect(page.getByRole('dialog'), 'a dialog keeps the page’s keys away').toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The console is locked');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
});

test('a message covers nothing, keeps the active row in view, and goes with Escape @chromium', async ({
  app: { page },
}) => {
  await page.setViewportSize({ width: 1024, height: 420 });
  await enter(page);
  await page.keyboard.press('s');
  const grid = page.getByRole('grid');
  await expect(grid).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('c');
  const messages = page.getByLabel('Messages');
  await expect(messages).toContainText('Copied');
  const active = page.locator('.grid-row[data-active]');
  const edge = async (locator: typeof active, side: 'top' | 'bottom') =>
    locator.evaluate((element, name) => element.getBoundingClientRect()[name], side);
  await expect.poll(async () => (await edge(active, 'bottom')) <= (await edge(grid, 'bottom'))).toBe(true);
  const footer = page.getByRole('contentinfo');
  expect(await edge(footer, 'bottom')).toBeLessThanOrEqual(await edge(messages, 'top'));
  await page.keyboard.press('Escape');
  await expect(messages).toBeEmpty();
  await expect(grid).toBeFocused();
  await expect.poll(() => edge(footer, 'bottom')).toBe(420);
});

test('the chips of a filter count within what is typed @chromium', async ({ app: { page } }) => {
  await enter(page);
  await page.keyboard.press('s');
  const grid = page.getByRole('grid');
  await expect(grid).toBeFocused();
  const rows = async () => Number(await grid.getAttribute('aria-rowcount')) - 1;
  const all = page.getByRole('group', { name: 'Show' }).getByRole('button', { name: /^All/ });
  const before = await rows();
  await expect(all).toHaveText(`All ${before}`);
  await page.keyboard.press('/');
  await page.keyboard.type('url');
  await expect.poll(rows).toBeLessThan(before);
  await expect(all).toHaveText(`All ${await rows()}`);
});

test('f steps through the filters, Esc ends ticks first and filters after; both on the list and in Compare', async ({
  app: { page },
}) => {
  await enter(page);
  await page.keyboard.press('s');
  await expect(page.getByRole('grid')).toBeFocused();
  const shown = page.getByRole('group', { name: 'Show' }).locator('[aria-pressed=true]');
  const ticked = page.locator('.grid-body [aria-selected=true]');
  const tryKeys = async (usual: RegExp) => {
    await expect(shown).toHaveText(usual);
    await page.keyboard.press('f');
    await expect(shown).not.toHaveText(usual);
    await page.keyboard.press('Shift+F');
    await expect(shown).toHaveText(usual);
    await page.keyboard.press('Shift+F');
    await page.keyboard.press('f');
    await expect(shown).toHaveText(usual);
    await page.keyboard.press('f');
    await page.keyboard.press('f');
    await page.keyboard.press('Control+A');
    await expect(ticked).not.toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(ticked).toHaveCount(0);
    await expect(shown).not.toHaveText(usual);
    await page.keyboard.press('Escape');
    await expect(shown).toHaveText(usual);
    await page.keyboard.press('f');
    await shown.focus();
    await page.keyboard.press('Enter');
    await expect(shown).toHaveText(usual);
    await page.getByRole('grid').focus();
  };
  await tryKeys(/^All/);
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('grid', { name: /compared/ })).toBeFocused();
  await tryKeys(/^Differences/);
  await page.keyboard.press('Control+K');
  await page.keyboard.type('show: only in staging');
  await page.keyboard.press('Enter');
  await expect(shown).toHaveText(/^Only in Staging/);
});

test('Compare says where one is when that is neither side, and leads there', async ({ app: { page } }) => {
  await enter(page);
  await page.keyboard.press('s');
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('grid', { name: 'Staging compared with Production' })).toBeFocused();
  const note = page.getByRole('note').filter({ hasText: 'You are in' });
  await expect(note).toContainText('You are in Development, which is neither of these two.');
  await page.keyboard.press('Control+D');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Development compared with Production' })).toBeFocused();
  await expect(note).toBeHidden();
});

test('the row that was active stays active between two sides and all environments', async ({
  app: { page },
}) => {
  await enter(page);
  await page.keyboard.press('s');
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('Alt+2');
  const grid = page.getByRole('grid', { name: /compared/ });
  const active = page.locator('.grid-row[data-active] [role=rowheader] bdi');
  await expect(grid).toBeFocused();
  for (const key of ['F7', 'F7', 'F7']) await page.keyboard.press(key);
  const key = await active.innerText();
  await page.keyboard.press('m');
  await expect(grid).toHaveAccessibleName('All environments compared');
  await expect(active).toHaveText(key);
  await page.keyboard.press('ArrowUp');
  await expect(active).not.toHaveText(key);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('m');
  await expect(grid).toHaveAccessibleName(/ compared with /);
  await expect(active).toHaveText(key);
});

test('the Tab key goes by the links to the pages, and comes to every part of one', async ({
  app: { page },
}) => {
  await enter(page);
  await page.keyboard.press('s');
  const grid = page.getByRole('grid');
  await expect(grid).toBeFocused();
  const passed: string[] = [];
  do {
    await page.keyboard.press('Tab');
    // Where the focus is once all that follows a key has happened.
    const name = await page.evaluate(async () => {
      for (let n = 0; n < 4; n += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
      return document.activeElement?.textContent ?? '';
    });
    passed.push(name);
  } while (passed.length < 60 && !(await grid.evaluate((one) => one === document.activeElement)));
  for (const part of [/^Variables/, /^Compare/, /^Settings/, /^All/])
    expect(passed.some((name) => part.test(name))).toBe(true);
});
