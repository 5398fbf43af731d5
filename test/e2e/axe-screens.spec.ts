import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { EnvironmentColour } from '../../core/environment.ts';
import type { Keychain } from '../../main/keychain/keychain.ts';
import { findingsInBothThemes } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { newFolder, pathTo, prepareProfile, removeFolder } from '../support/profile.ts';

const folders: string[] = [];
test.afterEach(() => {
  for (const dir of folders.splice(0)) removeFolder(dir);
});
const folder = () => {
  const dir = newFolder();
  folders.push(dir);
  return dir;
};

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

async function clean(page: Page, screen: string): Promise<void> {
  await page.locator('html[data-theme]').waitFor({ state: 'attached' });
  expect.soft(await findingsInBothThemes(page), screen).toEqual([]);
  console.log(`  axe: ${screen}, light\n  axe: ${screen}, dark`);
}

test('axe finds nothing on the start screens @chromium', async ({ launch }) => {
  const profile = folder();
  const { page, close } = await launch({ profile, keychain: memoryKeychain('unavailable') });
  await expect(heading(page)).toHaveText('There is no system keychain here');
  await clean(page, 'no keychain');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Choose a passphrase');
  await page.keyboard.type('correct horse battery');
  await page.keyboard.press('Tab');
  await page.keyboard.type('correct');
  await clean(page, 'choose a passphrase');
  await page.keyboard.type(' horse battery');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Bring your environments together');
  await clean(page, 'first run');
  await page.keyboard.press('Control+l');
  await expect(heading(page)).toHaveText('The console is locked');
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Wrong passphrase');
  await clean(page, 'locked, wrong passphrase');
  await close();
  truncateSync(join(profile, 'store.db'), 0);
  const again = await launch({ profile });
  await expect(heading(again.page)).toHaveText('Type your passphrase');
  await clean(again.page, 'type your passphrase');
  await again.page.keyboard.type('correct horse battery');
  await again.page.keyboard.press('Enter');
  await expect(heading(again.page)).toHaveText('The store is damaged');
  await clean(again.page, 'damaged store');
  await again.page.keyboard.press('Tab');
  await again.page.keyboard.press('Enter');
  await expect(again.page.getByRole('alertdialog')).toBeVisible();
  await clean(again.page, 'start fresh?');
});

test('axe finds nothing while the keychain is waited for @chromium', async ({ launch }) => {
  const made = await prepareProfile({ dev: {} });
  folders.push(made.profile);
  const answered = Promise.withResolvers<void>();
  let asked = 0;
  const keychain: Keychain = {
    ...made.keychain,
    read: async (account) => {
      asked += 1;
      if (asked > 1) await answered.promise;
      return made.keychain.read(account);
    },
  };
  const { page } = await launch({ ...made, keychain });
  await page.locator('.strip').waitFor();
  await page.keyboard.press('Control+l');
  await expect(heading(page)).toHaveText('The console is locked');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Waiting for the keychain');
  await clean(page, 'waiting for the keychain');
  answered.resolve();
  await page.locator('.strip').waitFor();
});

const values = {
  A_KEY: '1',
  B_SECRET_TOKEN: 'x',
  C_URL: 'https://one.example',
  PLATOS_TEST_MODE: 'off',
  PLATOS_ENCRYPTION_KEY: 'deadbeef'.repeat(8),
};

test('axe finds nothing in the import @chromium', async ({ launch }) => {
  const dir = folder();
  const file = (name: string, text: string) => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  };
  const made = await prepareProfile({ dev: values });
  folders.push(made.profile);
  const { page } = await launch({
    ...made,
    args: [
      '--import',
      file('.env', 'A_KEY=1\nA_KEY=2\nfoo.bar=1\nnonsense\nB_SECRET_TOKEN=changed\n'),
      file('.env.production', 'A_KEY=3\nPLATOS_TEST_MODE=1\nEMPTY=\n'),
      join(dir, 'nowhere.env'),
    ],
  });
  await expect(heading(page)).toHaveText('Import 2 files');
  await clean(page, 'import preview');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await clean(page, 'import review');
  await page.keyboard.type('prod');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: /lacks/ })).toBeVisible();
  await clean(page, 'import result');
});

test('axe finds nothing in what opens over the pages @chromium', async ({ launch }) => {
  test.setTimeout(120_000);
  const made = await prepareProfile({ dev: values, production: { ...values, A_KEY: '2', ONLY_HERE: '' } });
  folders.push(made.profile);
  const { page } = await launch({ ...made, args: ['--path', pathTo('dev')] });
  await expect(page.getByRole('grid')).toContainText('A_KEY');
  await page.keyboard.press('Control+Home');
  const dialog = page.getByRole('dialog');
  const over = async (screen: string, keys: string) => {
    await page.keyboard.press(keys);
    await expect(dialog).toBeVisible();
    await clean(page, screen);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  };
  await over('palette', 'Control+k');
  await over('sheet of keys', '?');
  await over('new variable', 'n');
  await over('large editor', 'e');
  await over('rename', 'Shift+F2');
  await over('set in several environments', 's');
  await over('history of a key', 'h');
  await over('compare with', 'Control+d');
  await page.keyboard.press('F2');
  await page.keyboard.type('<redacted>');
  await clean(page, 'editing in a cell');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('typed');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid')).toContainText('edited');
  await over('review', 'Control+s');
  await page.keyboard.press('Alt+8');
  await expect(heading(page)).toHaveText('Environments');
  await over('new environment', 'n');
  await over('edit an environment', 'F2');
  await over('safety of an environment', 'h');
});

test('axe finds nothing on the page of environments, in every colour, and in a rename @chromium', async ({
  launch,
}) => {
  test.setTimeout(120_000);
  const slugs = EnvironmentColour.options.map((colour) => `is-${colour}`);
  const made = await prepareProfile(
    { dev: values, production: values, ...Object.fromEntries(slugs.map((slug) => [slug, {}])) },
    async ({ ask, env }) => {
      for (const colour of EnvironmentColour.options)
        await ask('environments.update', { env: env(`is-${colour}`), colour, protection: 'warn' });
      await ask('environments.update', { env: env('production'), colour: 'blue', protection: 'read-only' });
      await ask('renames.start', { env: env('is-teal'), slug: 'was-teal', name: 'Teal' });
    },
  );
  folders.push(made.profile);
  const { page } = await launch({ ...made, args: ['--path', pathTo('is-slate', 'environments')] });
  await expect(page.getByRole('grid')).toContainText('danger');
  await clean(page, 'environments in colours, and a rename that waits');
  for (const colour of ['pink', 'teal', 'blue'] as const) {
    await page.keyboard.press(`Control+${2 + EnvironmentColour.options.indexOf(colour)}`);
    await expect(page.locator('.strip')).toContainText(`is-${colour}`);
    await clean(page, `the strip in ${colour}`);
  }
  await page.keyboard.press('g');
  await expect(page.locator('[aria-current=step]')).toContainText('Create');
  await clean(page, 'a rename before its first step');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+1');
  await expect(page.locator('.strip')).toContainText('dev');
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Rename environment');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('New slug')).toBeFocused();
  await page.keyboard.type('Bad slug');
  await clean(page, 'the name of a rename, and what it breaks');
});
