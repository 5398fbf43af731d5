import type { Page } from 'playwright-core';
import { ORIGIN } from '../../main/hosts/chromium/flags.ts';
import { pages } from '../../renderer/router/pages.ts';
import { expect, test } from '../support/fixtures.ts';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { pathTo, prepareProfile, removeFolder } from '../support/profile.ts';

/** Names of badges, chips and buttons of which a part is cut off by what is around them. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const clips = (element: Element) => getComputedStyle(element).overflowX !== 'visible';
    const around = (element: Element): Element[] =>
      element.parentElement === null ? [] : [element.parentElement, ...around(element.parentElement)];
    return [...document.querySelectorAll('.badge, .chip, .button, .env-tag-filled')]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        if (width === 0) return false;
        return around(element)
          .filter(clips)
          .map((one) => one.getBoundingClientRect())
          .some((clip) => left < clip.left - 1 || right > clip.right + 1);
      })
      .map((element) => element.textContent ?? '');
  });

test('no badge, chip or button is cut off from 1024 to 1920 pixels, on any page @chromium', async ({
  launch,
}) => {
  test.setTimeout(120_000);
  const { page } = await launch({ keychain: memoryKeychain() });
  await page.getByRole('heading', { level: 1, name: /^Bring your environments/ }).waitFor();
  await page.keyboard.press('s');
  await page.locator('.strip').waitFor();
  const project = new URL(page.url()).pathname.replace(/\/env\/.*/, '');
  for (const width of [1024, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    for (const { slug } of pages) {
      await page.goto(`${ORIGIN}${project}/env/staging/${slug}`);
      await page.locator('html[data-ready=true]').waitFor({ state: 'attached' });
      expect.soft(await cutOff(page), `${slug} at ${width}`).toEqual([]);
      if (slug !== 'promote') continue;
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('grid')).toContainText('provider key');
      expect.soft(await cutOff(page), `choosing at ${width}`).toEqual([]);
    }
  }
});

test('the heads of lists stand at one height, and the rows of a review are as tall as their text @chromium', async ({
  launch,
}) => {
  const { profile, keychain } = await prepareProfile({
    dev: { DATABASE_URL: 'postgres://one@localhost/dev', LOG_LEVEL: 'debug' },
    production: { DATABASE_URL: 'postgres://two@host/prod', LOG_LEVEL: 'warn' },
  });
  const { page } = await launch({ profile, keychain, args: ['--path', pathTo('dev')] });
  const top = async () => (await page.locator('.grid-head').boundingBox())?.y;
  await expect(page.getByRole('grid')).toContainText('LOG_LEVEL');
  const onVariables = await top();
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('grid')).toContainText('LOG_LEVEL');
  expect(await top()).toBe(onVariables);

  await page.keyboard.press('Alt+1');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('F2');
  await page.keyboard.insertText(' changeme\u200B ');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+s');
  const row = page.getByRole('dialog').getByRole('row').filter({ hasText: 'DATABASE_URL' });
  await expect(row.locator('.remark')).not.toHaveCount(0);
  const spaces = await row.evaluate((element) => {
    const { bottom, right } = element.getBoundingClientRect();
    const texts = [...element.querySelectorAll('.remark')].map((one) => one.getBoundingClientRect().bottom);
    const box = element.closest('.grid-box')?.getBoundingClientRect();
    return { below: bottom - Math.max(...texts), beside: (box?.right ?? 0) - right };
  });
  expect(spaces.below).toBeLessThanOrEqual(8);
  expect(spaces.beside).toBeLessThanOrEqual(1);
  removeFolder(profile);
});

/** What of the grid is beyond its right edge, and which of its heads show a part of their name. */
const notShown = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const [grid] = document.querySelectorAll('.grid');
    const heads = [...document.querySelectorAll('.grid-head .env-tag-name')];
    return [
      ...(grid !== undefined && grid.scrollWidth > grid.clientWidth ? ['the last columns'] : []),
      ...heads
        .filter((one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight)
        .map((one) => one.textContent ?? ''),
    ];
  });

test('of more environments the columns are gone through by arrows, and the keys stay in sight @chromium', async ({
  launch,
}) => {
  const slugs = ['dev', 'staging', 'production', 'qa', 'demo', 'eu', 'us', 'load', 'edge'];
  const { profile, keychain } = await prepareProfile(
    Object.fromEntries(slugs.map((one) => [one, { LOG_LEVEL: 'debug' }])),
  );
  const { page } = await launch({ profile, keychain, args: ['--path', pathTo('dev', 'compare')] });
  await page.setViewportSize({ width: 1024, height: 800 });
  await page.waitForSelector('html[data-ready=true]');
  await page.keyboard.press('m');
  await expect(page.getByRole('grid')).toContainText('LOG_LEVEL');
  await expect(page.getByRole('grid')).toBeFocused();
  for (let column = 1; column < slugs.length + 3; column += 1) await page.keyboard.press('ArrowRight');
  const cells = page.locator('.grid-row[data-active] > .grid-cell');
  await expect(cells.last()).toHaveAttribute('data-active', 'true');
  await expect(cells.last()).toBeInViewport({ ratio: 1 });
  await expect(cells.first()).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1440, height: 800 });
  await page.setViewportSize({ width: 1024, height: 800 });
  await expect(cells.last()).toBeInViewport({ ratio: 1 });
  for (let column = slugs.length + 2; column > 1; column -= 1) await page.keyboard.press('ArrowLeft');
  await expect(cells.nth(1)).toHaveAttribute('data-active', 'true');
  const [names, next] = await Promise.all([cells.first().boundingBox(), cells.nth(1).boundingBox()]);
  expect(next?.x).toBeGreaterThanOrEqual((names?.x ?? 0) + (names?.width ?? 0) - 1);
  removeFolder(profile);
});

test('six environments stand side by side at 1024 pixels under their whole names @chromium', async ({
  launch,
}) => {
  const values = { OPENAI_API_KEY: 'fake', GOOGLE_GENERATIVE_AI_API_KEY: 'fake' };
  const slugs = ['dev', 'staging', 'production', 'customer-demo', 'eu-production', 'load-tests'];
  const { profile, keychain } = await prepareProfile(Object.fromEntries(slugs.map((one) => [one, values])));
  const { page } = await launch({ profile, keychain, args: ['--path', pathTo('dev', 'providers')] });
  await page.setViewportSize({ width: 1024, height: 800 });
  await expect(page.getByRole('grid')).toContainText('same as');
  expect(await notShown(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('grid', { name: 'Staging compared with Production' })).toBeFocused();
  await page.keyboard.press('m');
  await expect(page.getByRole('grid')).toContainText('OPENAI_API_KEY');
  await expect(page.getByRole('columnheader')).toHaveCount(slugs.length + 3);
  expect(await notShown(page)).toEqual([]);
  removeFolder(profile);
});
