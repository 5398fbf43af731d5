import { expect, test } from '../support/fixtures.ts';
import { pathTo, prepareProfile, removeFolder } from '../support/profile.ts';

const folders: string[] = [];
test.afterEach(() => folders.splice(0).forEach(removeFolder));

test('an environment made read-only takes no edit, and says so where it was tried, by keys only @chromium', async ({
  launch,
}) => {
  const { profile, keychain } = await prepareProfile({ dev: {}, staging: { A_TEXT: 'old' } });
  folders.push(profile);
  const { page } = await launch({ profile, keychain, args: ['--path', pathTo('staging', 'environments')] });
  const dialog = page.getByRole('dialog');
  await expect(page.getByRole('row', { name: 'Staging' })).toBeFocused();
  await page.keyboard.press('F2');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('Read');
  await expect(dialog).toContainText('Read-only: nothing is written');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('row', { name: 'Staging' })).toContainText('Read-only');
  await expect(page.locator('.strip')).toContainText('Read-only: nothing is written here');

  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('grid')).toBeFocused();
  await expect(page.locator('.variables-read-only')).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  const messages = page.getByLabel('Messages');
  await expect(messages).toContainText('The environment is read-only');
  await expect(page.getByLabel('Value of A_TEXT')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(messages).toBeEmpty();
  await page.keyboard.press('Delete');
  await expect(messages).toContainText('The environment is read-only');
  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  await expect(messages.getByRole('button', { name: 'Dismiss' })).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Review', exact: true })).toBeVisible();
  await expect(page.getByRole('grid')).toContainText('old');
  await page.keyboard.press('Control+1');
  await expect(page.locator('.strip')).toContainText('dev');
  await expect(messages).toBeEmpty();
});
