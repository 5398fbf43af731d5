import { expect, type Page } from '@playwright/test';
import { discard, firstRun, typeAddress } from '../support/connect-keys.ts';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { handsOn, tabTo, test } from './server-story.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const address = (page: Page) => page.getByLabel('Address of Platos or Trigger.dev');

test('a token in place of an address is hidden, named, and not sent @chromium', async ({ launch }) => {
  const { page, said } = await launch({ keychain: memoryKeychain() });
  await firstRun(page);
  await page.keyboard.press('c');
  await expect(address(page)).toBeFocused();
  await page.keyboard.type('plt_pat_0000example0000');
  await expect(address(page)).toHaveAttribute('type', 'password');
  await expect(dialog(page)).toContainText('This is a token, not an address.');
  await expect(dialog(page)).not.toContainText('example0000');
  await expect(page.getByLabel('Name')).toHaveValue('');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Continue/ })).toBeDisabled();
  expect(JSON.stringify(said)).not.toContain('example0000');

  await page.keyboard.press('Control+A');
  await page.keyboard.type('ftp://platos.example');
  await expect(dialog(page)).toContainText('begins with https:// or http://');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('https://user:fakepw@127.0.0.1:3230/x');
  await expect(dialog(page)).toContainText('leave out what stands before the @');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('https://');
  await expect(address(page)).not.toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.type('platos.example');
  await expect(address(page)).toHaveAttribute('type', 'text');
  await expect(page.getByRole('button', { name: /^Continue/ })).toBeEnabled();
});

test('a connection that a crash left half made is gone on with, and stays when the dialog is left @chromium', async ({
  launch,
  serve,
}) => {
  const there = await serve();
  const { page } = await launch({ keychain: memoryKeychain() });
  await firstRun(page);
  await typeAddress(page, there.url);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Log in with the browser/ })).toBeFocused();
  // As if the app went away here: the window begins anew, main keeps what it has.
  await page.reload();
  await firstRun(page);
  await expect(page.getByText('Work: not logged in')).toBeVisible();
  await page.keyboard.press('c');
  await expect(address(page)).toBeFocused();
  await page.keyboard.type(there.url);
  await expect(dialog(page)).toContainText('Work has this address and was never logged in');
  await expect(page.getByLabel('Name')).toHaveValue('Work');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Log in with the browser/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(address(page)).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Connect a server' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Work: not logged in')).toHaveCount(1);
});

test('after a login that was refused, the focus is where another try begins @chromium', async ({
  launch,
  serve,
}) => {
  const there = await serve({ flavour: 'platos-c' });
  const { page } = await launch({ keychain: memoryKeychain() });
  await firstRun(page);
  await typeAddress(page, there.url);
  await page.keyboard.press('Enter');
  const browser = page.getByRole('button', { name: /^Log in with the browser/ });
  await expect(browser).toBeFocused();
  await page.keyboard.press('b');
  await expect(dialog(page).getByRole('alert')).toBeVisible();
  await expect(browser).toBeFocused();
  await tabTo(handsOn(page), page.getByRole('button', { name: /^Paste a token/ }));
});

test('after a login that nobody approved, the focus is where another try begins @chromium', async ({
  launch,
  serve,
}) => {
  const there = await serve();
  const { page } = await launch({ keychain: memoryKeychain() });
  await firstRun(page);
  await typeAddress(page, there.url);
  await page.keyboard.press('Enter');
  const browser = page.getByRole('button', { name: /^Log in with the browser/ });
  await expect(browser).toBeFocused();
  await page.keyboard.press('b');
  await expect(page.getByRole('dialog', { name: 'Authorize in the browser' })).toContainText(
    'Your browser was asked to open a page of',
  );
  there.world.codes.splice(0);
  await expect(dialog(page).getByRole('alert')).toBeVisible();
  await expect(browser).toBeFocused();
});

test('what was typed about a server is dropped by no Escape without a question @chromium', async ({
  launch,
  serve,
}) => {
  const there = await serve();
  const { page } = await launch({ keychain: memoryKeychain() });
  const { keys } = handsOn(page);
  const question = page.getByRole('alertdialog', { name: 'Discard what you typed?' });
  /** Escape, and no to the question. */
  const stay = async () => {
    await keys.press('Escape');
    await expect(question).toBeVisible();
    await keys.press('Enter');
    await expect(question).toBeHidden();
  };
  await firstRun(page);
  await keys.press('c');
  await expect(address(page)).toBeFocused();
  await keys.press('Escape');
  await expect(dialog(page)).toBeHidden();

  await typeAddress(page, there.url);
  await stay();
  await expect(address(page)).toHaveValue(there.url);
  await keys.press('Enter');
  const browser = page.getByRole('button', { name: /^Log in with the browser/ });
  await expect(browser).toBeFocused();
  const token = page.getByRole('textbox', { name: 'Token' });
  await keys.press('t');
  await expect(token).toBeFocused();
  await keys.type('plt_pat_0000example0000');
  await stay();
  await expect(token).toBeFocused();
  await expect(token).toHaveValue('plt_pat_0000example0000');
  await keys.press('Escape');
  await discard(page);
  await expect(browser).toBeVisible();
  await keys.press('t');
  await expect(token).toHaveValue('');
  await keys.press('Escape');
  await expect(browser).toBeVisible();

  await keys.press('Escape');
  await expect(address(page)).toHaveValue(there.url);
  await stay();
  await keys.press('Escape');
  await discard(page);
  await expect(page.getByText('not logged in')).toHaveCount(0);
});

test('where no page appears, the dialog says how its address is opened by hand @chromium', async ({
  launch,
  serve,
}) => {
  const there = await serve();
  const { page, opened } = await launch({ keychain: memoryKeychain() });
  await firstRun(page);
  await typeAddress(page, there.url);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Log in with the browser/ })).toBeFocused();
  await page.keyboard.press('b');
  const waiting = page.getByRole('dialog', { name: 'Authorize in the browser' });
  await expect(waiting).toContainText('No page appeared? Copy its address or show it here');
  await waiting.getByRole('button', { name: 'Show the page’s address' }).press('Enter');
  await expect(waiting).toContainText(opened[0] ?? 'no page');
  await expect(waiting.getByRole('button', { name: 'Copy the page’s address' })).toBeVisible();
  await expect(waiting.getByRole('button', { name: 'Show the page’s address' })).toBeHidden();
});

test('a page that no browser took has its address in the dialog at once @chromium', async ({
  launch,
  serve,
}) => {
  const there = await serve();
  const { page, opened } = await launch({
    keychain: memoryKeychain(),
    before: async (call, json, answer) => {
      const text = await answer(call, json);
      return call === 'login.start' ? text.replace('"opened":true', '"opened":false') : text;
    },
  });
  await firstRun(page);
  await typeAddress(page, there.url);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Log in with the browser/ })).toBeFocused();
  await page.keyboard.press('b');
  const waiting = page.getByRole('dialog', { name: 'Open the page by hand' });
  await expect(waiting).toContainText('Open the address below in any browser');
  await expect(waiting).toContainText(opened[0] ?? 'no page');
});
