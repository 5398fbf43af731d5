import { expect, test } from '../support/fixtures.ts';
import { pathTo, prepareProfile, removeFolder } from '../support/profile.ts';

const folders: string[] = [];
test.afterEach(() => folders.splice(0).forEach(removeFolder));

test('the row with the focus is the one that keys mean, after one was made and after one was archived @chromium', async ({
  launch,
}) => {
  const { profile, keychain } = await prepareProfile({ dev: {}, staging: {} });
  folders.push(profile);
  const { page } = await launch({ profile, keychain, args: ['--path', pathTo('staging', 'environments')] });
  const row = (name: string) => page.getByRole('row', { name });
  const question = page.getByRole('alertdialog');
  await expect(row('Staging')).toBeFocused();
  await page.keyboard.press('n');
  for (const key of ['Control+Enter', 'Enter']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog').getByRole('alert')).toHaveText('Type a name first.');
  }
  await page.keyboard.type('Zeta');
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  await expect(row('Zeta')).toBeFocused();
  await expect(row('Zeta')).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('ArrowUp');
  await expect(row('Staging')).toBeFocused();
  await expect(row('Staging')).toHaveAttribute('aria-selected', 'true');
  await row('Zeta').click();
  await expect(row('Zeta')).toBeFocused();
  await expect(row('Zeta')).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('Delete');
  await expect(question).toContainText('Archive Zeta?');
  await page.keyboard.press('Control+Enter');
  await expect(question).toBeVisible(); // nothing was typed
  await page.keyboard.type('zeta');
  await page.keyboard.press('Control+Enter');
  await expect(question).toBeHidden();
  await expect(page.locator('.env-list').getByRole('row')).toHaveCount(2);
  await expect(row('Staging')).toBeFocused();
  await expect(row('Staging')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(row('dev')).toBeFocused();
});

test('an environment of a long name takes no room from what stands beside it, in a narrow window too @chromium', async ({
  launch,
}) => {
  const long = 'A name of eighty characters that was typed by somebody who wanted to see it break';
  const { profile, keychain } = await prepareProfile({ dev: { A: '1' }, lab: { A: '2' } }, ({ ask, env }) =>
    ask('environments.update', { env: env('lab'), name: long.slice(0, 80) }),
  );
  folders.push(profile);
  const { page } = await launch({ profile, keychain, args: ['--path', pathTo('dev', 'environments')] });
  await expect(page.locator('.env-row')).toHaveCount(2);
  const cut = (selector: string) =>
    page.locator(selector).evaluateAll((all) => all.map((each) => each.scrollWidth > each.clientWidth));
  await page.setViewportSize({ width: 720, height: 800 });
  expect(await cut('.env-row')).toEqual([false, false]);
  for (const words of ['No extra check', 'Plain values shown'])
    for (const each of await page.getByText(words).all()) await expect(each).toBeInViewport({ ratio: 1 });
  const [short = true] = await cut('.env-row .env-tag-name');
  expect(short).toBe(false);

  await page.setViewportSize({ width: 1_000, height: 800 });
  await page.keyboard.press('Alt+9');
  const boxes = page.locator('.settings-masking .checkbox');
  await expect(boxes).toHaveCount(2);
  expect(await boxes.evaluateAll((all) => all.map((each) => each.clientHeight <= 24))).toEqual([true, true]);

  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('grid')).toContainText('A');
  await page.keyboard.press('Home');
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('replaces its value');
  expect(await dialog.evaluate((each) => each.scrollWidth > each.clientWidth)).toBe(false);
  const within = await dialog.locator('.environment-tick').evaluateAll((all) =>
    all.every((each) => {
      const { right } = each.getBoundingClientRect();
      return [...each.querySelectorAll('*')].every((one) => one.getBoundingClientRect().right <= right + 1);
    }),
  );
  expect(within).toBe(true);
});

test('what is expected of a kind is set by key, told apart in Compare, and taken back from the history @chromium', async ({
  launch,
}) => {
  const { profile, keychain } = await prepareProfile(
    {
      dev: { LEVEL: 'debug', REGION: 'eu', SAME: '1' },
      production: { LEVEL: 'warn', REGION: 'us', SAME: '1' },
    },
    ({ ask, env }) => ask('rules.put', { project: env('dev'), key: 'REGION', rule: 'must-match' }),
  );
  folders.push(profile);
  const { page } = await launch({ profile, keychain, args: ['--path', pathTo('dev', 'environments')] });
  const chip = (name: string) => page.getByRole('button', { name, exact: true });
  const row = (key: string) => page.getByRole('grid').getByRole('row').filter({ hasText: key });
  const choice = page.getByRole('button', { name: /Differences of Development/ });
  await expect(page.locator('.env-row')).toHaveCount(2);
  await page.keyboard.press('d');
  await expect(choice).toBeFocused();
  await expect(choice).toContainText('To be looked at');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(choice).toContainText('Expected');
  await expect(choice).toBeFocused();

  await page.keyboard.press('Alt+2');
  await expect(chip('Differences 1')).toBeVisible();
  await expect(row('REGION')).toContainText('Rule broken');
  await expect(row('LEVEL')).toHaveCount(0);
  await chip('Expected differences 1').click();
  await expect(row('LEVEL')).toContainText('Different, expected');
  await expect(row('REGION')).toHaveCount(0);
  await page.keyboard.press('m');
  await expect(row('LEVEL')).toContainText('Difference expected');
  await page.keyboard.press('m');
  await expect(chip('Only in Production 0')).toBeVisible();

  await page.keyboard.press('Alt+7');
  await expect(page.getByRole('heading', { name: 'Differences of development: expected' })).toBeVisible();
  await expect(page.locator('.history-rules')).toContainText('differences are expected');
  await page.keyboard.press('u');
  await expect(page.getByText('Undone: Differences of development: expected')).toBeVisible();
  await page.keyboard.press('Alt+2');
  await expect(chip('Differences 2')).toBeVisible();
});
