import type { Page } from 'playwright-core';
import { limits } from '../../core/limits.ts';
import type { LaunchedApp, LaunchOptions } from '../support/app.ts';
import { expect, test } from '../support/fixtures.ts';
import { pathTo, prepareProfile, removeFolder } from '../support/profile.ts';

const secret = 'shown-secret-0123456789';

let profile = '';
test.afterEach(() => removeFolder(profile));

/** The app on an environment with a secret first and a plain variable second, with the first one's row active. */
async function open(launch: (options: LaunchOptions) => Promise<LaunchedApp>): Promise<LaunchedApp> {
  const prepared = await prepareProfile({ dev: { A_SECRET_TOKEN: secret, PLAIN: 'plain' } });
  profile = prepared.profile;
  const app = await launch({ ...prepared, args: ['--path', pathTo('dev')] });
  await app.page.getByRole('gridcell', { name: 'plain', exact: true }).first().waitFor();
  await app.page.clock.install();
  await app.page.keyboard.press('Control+Home');
  return app;
}

const shown = (page: Page) => page.locator('.value-revealed');

async function reveal(page: Page): Promise<void> {
  await page.keyboard.press('r');
  await expect(shown(page)).toHaveText(secret);
}

test('a revealed value is hidden after its time, by the same key, and by leaving the page @chromium', async ({
  launch,
}) => {
  const { page } = await open(launch);
  await expect(page.locator('body')).not.toContainText(secret);
  await reveal(page);
  await page.clock.runFor(limits.revealMs - 1_000);
  await expect(shown(page)).toHaveText(secret);
  await page.clock.runFor(1_500);
  await expect(shown(page)).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText(secret);

  await reveal(page);
  await page.keyboard.press('r');
  await expect(shown(page)).toHaveCount(0);

  await reveal(page);
  await page.keyboard.press('Alt+9');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('grid')).toContainText('A_SECRET_TOKEN');
  await expect(page.locator('body')).not.toContainText(secret);
});

test('a revealed value is hidden 30 s after the window lost the focus, unless it came back @chromium', async ({
  launch,
}) => {
  const { page } = await open(launch);
  const tell = (name: 'blur' | 'focus') =>
    page.evaluate((event) => window.dispatchEvent(new Event(event)), name);
  await reveal(page);
  await tell('blur');
  await page.clock.runFor(limits.revealAfterBlurMs - 10_000);
  await tell('focus');
  await page.clock.runFor(11_000);
  await expect(shown(page)).toHaveText(secret);
  await page.keyboard.press('r');
  await expect(shown(page)).toHaveCount(0);

  await reveal(page);
  await tell('blur');
  await page.clock.runFor(limits.revealAfterBlurMs + 500);
  await expect(shown(page)).toHaveCount(0);
});

test('on lock what is shown goes, the clipboard is cleared, and nothing is revealed or copied @chromium', async ({
  launch,
}) => {
  const { page, clipboard, host } = await open(launch);
  await reveal(page);
  await page.keyboard.press('c');
  await expect.poll(() => clipboard.last).toBe(secret);
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The console is locked');
  await expect(page.locator('body')).not.toContainText(secret);
  expect(await host.clipboard.read()).toBe('');

  const env = { workspaceId: 'local', projectId: 'any', slug: 'dev' };
  const input = { source: { from: 'saved', env }, key: 'A_SECRET_TOKEN' };
  for (const call of ['values.reveal', 'values.copy', 'values.inView', 'variables.list', 'drafts.list'])
    expect(
      await page.evaluate(([name, json]) => Reflect.get(window, 'platos')[name](json), [
        call,
        JSON.stringify({ ...input, env, form: 'value', keys: [input.key] }),
      ] as const),
    ).toBe('{"ok":false,"error":{"code":"locked"}}');

  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid')).toContainText('A_SECRET_TOKEN');
  await expect(shown(page)).toHaveCount(0);
});

test('the clipboard is cleared when the time is over, but not of what somebody else put there @chromium', async ({
  launch,
}) => {
  test.setTimeout(120_000);
  const { page, clipboard, host } = await open(launch);
  await page.keyboard.press('c');
  await expect.poll(() => clipboard.last).toBe(secret);
  expect(await host.clipboard.read()).toBe(secret);
  await expect.poll(() => clipboard.last, { timeout: 60_000 }).toBe('');
  expect(await host.clipboard.read()).toBe('');

  await page.keyboard.press('Shift+C');
  await expect.poll(() => clipboard.last).toBe(`A_SECRET_TOKEN=${secret}`);
  await host.clipboard.write('of somebody else');
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The console is locked');
  expect(await host.clipboard.read()).toBe('of somebody else');
});

test('the clipboard is cleared on quit @chromium', async ({ launch }) => {
  const { page, clipboard, close } = await open(launch);
  await page.keyboard.press('c');
  await expect.poll(() => clipboard.last).toBe(secret);
  await close();
  expect(clipboard.last).toBe('');
});

test('reveals are counted, and too many in a minute are refused with a word on when to go on @chromium', async ({
  launch,
}) => {
  const { page, said } = await open(launch);
  const reveals = () => said.filter(({ name }) => name === 'values.reveal');
  for (let n = 1; n <= limits.revealsPerMinute; n += 1) {
    await page.keyboard.press('r');
    await expect(shown(page)).toHaveText(secret);
    await page.keyboard.press('r');
    await expect(shown(page)).toHaveCount(0);
  }
  expect(JSON.parse(reveals().at(-1)?.text ?? '').value.count).toBe(limits.revealsPerMinute);
  await page.keyboard.press('r');
  await expect(page.getByText('Too many reveals')).toBeVisible();
  await expect(page.getByText(/Try again in \d+ seconds?/)).toBeVisible();
  await expect(shown(page)).toHaveCount(0);
  expect(reveals().at(-1)?.text).not.toContain(secret);

  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The console is locked');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${limits.revealsPerMinute} shown or copied since the start`)).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByText('Too many reveals')).toBeVisible();
  await expect(shown(page)).toHaveCount(0);
});
