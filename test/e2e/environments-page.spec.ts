import { expect, test } from '../support/fixtures.ts';
import { pathTo, prepareProfile, removeFolder } from '../support/profile.ts';

const folders: string[] = [];
test.afterEach(() => folders.splice(0).forEach(removeFolder));

test('the row with the focus is the one that keys mean, after one was made and after one was archived', async ({
  launch,
}) => {
  const { profile, keychain } = await prepareProfile({ dev: {}, staging: {} });
  folders.push(profile);
  const { page } = await launch({ profile, keychain, args: ['--path', pathTo('staging', 'environments')] });
  const row = (name: string) => page.getByRole('row', { name });
  const question = page.getByRole('alertdialog');
  await expect(row('Staging')).toBeFocused();
  await page.keyboard.press('n');
  await page.keyboard.type('Zeta');
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
