import { expect, test } from '../support/fixtures.ts';
import { pathTo, prepareProfile, removeFolder } from '../support/profile.ts';

const environments = {
  dev: { APP_NAME: 'fake-shop' },
  staging: { APP_NAME: 'fake-shop', DATABASE_URL: 'postgres://fake:fake@prod/db', Z_LAST: '1' },
  production: { APP_NAME: 'fake-shop', DATABASE_URL: 'postgres://fake:fake@prod/db', PLATOS_TEST_MODE: 'on' },
};

const folders: string[] = [];
test.afterEach(() => folders.splice(0).forEach(removeFolder));

test('from the health of the environments to the key that is wrong, by keys only @chromium', async ({
  launch,
}) => {
  const { profile, keychain } = await prepareProfile(environments);
  folders.push(profile);
  const { page, said } = await launch({
    profile,
    keychain,
    args: ['--path', pathTo('dev', 'environments')],
  });
  const row = (name: string) => page.getByRole('row', { name });
  await expect(row('Dev')).toContainText('1 missing');
  await expect(row('Dev')).not.toContainText('Nothing found');
  await expect(row('Staging')).toContainText('1 warning');
  await expect(row('Production')).toContainText('1 danger');

  await expect(row('Dev')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('It lacks 1 key that all other environments have.');
  await page.getByRole('button', { name: 'Compare', exact: true }).press('Enter');
  await expect(page.getByRole('grid')).toContainText('Only in Staging');
  await page.keyboard.press('Alt+8');
  await expect(row('Dev')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText('The same value as in Production');
  await expect(sheet.getByRole('grid')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  await expect(page.locator('.strip')).toContainText('staging');
  await expect(page.getByRole('grid')).toBeFocused();
  await expect(page.locator('.grid-row[data-active] [role=rowheader] bdi')).toHaveText('DATABASE_URL');
  expect(said.map(({ text }) => text).join()).not.toContain('fake:fake');
});
