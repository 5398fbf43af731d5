import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { environmentAt, put } from '../support/server/world.ts';
import { connect, find, handsOn, switchTo, tabTo, test } from './server-story.ts';
import { rows, seeRows } from './story.ts';

test.setTimeout(120_000);

const footer = (page: Page) => page.getByRole('contentinfo');
const card = (page: Page) => page.getByRole('article', { name: 'Work' });

test('a token that ends within 14 days is told of on every page until another one is there @chromium', async ({
  launch,
  serve,
}) => {
  const server = await serve({ flavour: 'platos-b' });
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  const { keys } = hands;
  await connect(hands, { url: server.url, token: server.issue.personal({ ttlDays: 10 }) });
  await expect(footer(page)).toContainText(/The token expires in (9|10) days/);
  await keys.press('Alt+9');
  await expect(card(page)).toContainText(/expires .* Expires soon/);
  await keys.press('Alt+1');
  await expect(rows(page)).toBeFocused();

  await tabTo(hands, footer(page).getByRole('button', { name: 'Log in' }));
  await keys.press('Enter', 't');
  await expect(page.getByRole('textbox', { name: 'Token' })).toBeFocused();
  await keys.type(server.issue.personal({ ttlDays: 16 }));
  await keys.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await keys.press('Alt+9');
  await expect(card(page)).not.toContainText('Expires soon');
  await expect(card(page)).toContainText(/, expires \d/);
  await expect(footer(page)).not.toContainText('The token expires');
});

test('a list older than the limit that was set says so until it is read again @chromium', async ({
  launch,
  serve,
  clock,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'platos-console-age-'));
  const server = await serve();
  const keychain = memoryKeychain();
  const profile = join(folder, 'profile');
  clock.hoursBack = 10;
  const first = await launch({ keychain, profile });
  await connect(handsOn(first.page), server);
  await first.close();
  await server.close();
  clock.hoursBack = 0;

  const { page } = await launch({ keychain, profile });
  const hands = handsOn(page);
  const { keys } = hands;
  const tooOld = page.getByRole('status').filter({ hasText: 'older than the limit you set' });
  await expect(footer(page)).toContainText('the server cannot be reached');
  await expect(tooOld).toBeHidden();
  await keys.press('Alt+9');
  const age = page.getByRole('button', { name: /Warn when a list is older than/ });
  await tabTo(hands, age);
  await keys.press('Enter');
  await expect(page.getByRole('option', { name: 'No limit' })).toBeFocused();
  await keys.press('ArrowDown', 'ArrowDown', 'Enter');
  await expect(age).toContainText('8 hours');
  await keys.press('Alt+1');
  await expect(tooOld).toContainText('which is older than the limit you set.');

  await serve({ world: server.world, port: server.port });
  await tabTo(hands, tooOld.getByRole('button', { name: 'Refresh' }));
  await keys.press('Enter');
  await expect(tooOld).toBeHidden();
  await expect(footer(page)).toContainText('Work: seen');
  rmSync(folder, { recursive: true, force: true });
});

test('an environment that the server lists nowhere is added by its slug, used, and taken out again @chromium', async ({
  launch,
  serve,
}) => {
  const server = await serve({ flavour: 'platos-a' });
  const { world } = server;
  world.environments.push({
    ...environmentAt(world, 'stg'),
    id: 'env_qa',
    slug: 'qa',
    apiKey: 'tr_stg_of-qa',
  });
  put(world, 'env_qa', 'ONLY_IN_QA', 'yes');
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  const { keys } = hands;
  const dialog = page.getByRole('dialog', { name: 'Add an environment by its slug' });
  await connect(hands, server);
  await keys.press('Alt+9');
  await expect(card(page)).toContainText(/Environments added by hand:\s*none/);
  await tabTo(hands, card(page).getByRole('button', { name: 'Add one…' }));
  await keys.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Slug' })).toBeFocused();
  await keys.type('nowhere');
  await keys.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await keys.press('Control+a');
  await keys.type('qa');
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();
  const out = card(page).getByRole('button', { name: 'Take qa of support-bot out' });
  await expect(out).toBeVisible();

  await keys.press('Alt+1');
  await find(hands, 'qa');
  await seeRows(page, 1);
  await expect(rows(page)).toContainText('ONLY_IN_QA');

  await switchTo(hands, 1, 'Development');
  await keys.press('Alt+9');
  await tabTo(hands, out);
  await keys.press('Enter');
  await expect(card(page)).toContainText(/Environments added by hand:\s*none/);
});

test('the window never scrolls on any page, and what has the focus is in sight @chromium', async ({
  launch,
  serve,
}) => {
  const server = await serve({ flavour: 'platos-a' });
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  const { keys } = hands;
  await connect(hands, server);
  await page.setViewportSize({ width: 1000, height: 420 });
  const scrolled = () =>
    page.evaluate(() =>
      ['html', 'body', '#app', '.frame'].map((at) => document.querySelector(at)?.scrollTop ?? Number.NaN),
    );
  const isFocusInSight = () =>
    page.evaluate(() => {
      const at = document.activeElement?.getBoundingClientRect();
      return at === undefined || (at.bottom > 0 && at.top < window.innerHeight);
    });
  for (const digit of ['9', '1', '2', '3', '4', '5', '6', '7', '8']) {
    await keys.press(`Alt+${digit}`);
    await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
    for (let n = 0; n < 40; n += 1) {
      await keys.press('Tab');
      expect(await scrolled()).toEqual([0, 0, 0, 0]);
      expect(await isFocusInSight()).toBe(true);
    }
  }
});

test('an environment that is in the list already is not added by its slug, nor a token in its place @chromium', async ({
  launch,
  serve,
}) => {
  const server = await serve({ flavour: 'platos-a' });
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  const { keys } = hands;
  await connect(hands, server);
  await keys.press('Alt+9');
  await tabTo(hands, card(page).getByRole('button', { name: 'Add one…' }));
  await keys.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Add an environment by its slug' });
  const slug = dialog.getByLabel('Slug');
  await expect(slug).toBeFocused();
  const asked = server.requests.length;
  await keys.type('stg');
  await expect(dialog).toContainText('stg is already in the list, as Staging.');
  await keys.press('Control+Enter', 'Control+a');
  await keys.type('tr_stg_0000example0000');
  await expect(dialog).toContainText('This is a token, not a slug.');
  await expect(slug).toHaveAttribute('type', 'password');
  await keys.press('Control+Enter');
  await expect(dialog).toBeVisible();
  expect(server.requests.slice(asked).filter(({ path }) => /stg$|example/.test(path))).toEqual([]);
});

test('the palette knows connections by name, what is far down in their cards, and the theme @chromium', async ({
  launch,
  serve,
}) => {
  const server = await serve({ flavour: 'platos-a' });
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  const { keys } = hands;
  await connect(hands, server);
  await page.setViewportSize({ width: 1000, height: 500 });
  const choose = async (text: string, title: string) => {
    await keys.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Find or do anything' })).toBeFocused();
    await keys.type(text);
    await expect(page.locator('[role=option][aria-selected=true] .picker-title')).toHaveText(title);
    await keys.press('Enter');
  };
  await choose('work', 'Work');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  await expect(card(page).getByRole('button').first()).toBeFocused();
  await keys.press('Alt+1');
  await choose('agent service', 'Agent service of Work');
  await expect(card(page).getByRole('button', { name: 'Add its address…' })).toBeFocused();
  await choose('remove', 'Remove Work…');
  await expect(card(page).getByRole('button', { name: 'Remove…' })).toBeFocused();
  await expect(card(page).getByRole('button', { name: 'Remove…' })).toBeInViewport();
  expect(page.url()).not.toContain('connection=');
  await choose('dark', 'Theme: dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a card does not offer what the tenancy database has not @chromium', async ({ launch, serve }) => {
  const server = await serve({ flavour: 'platos-c' });
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  await connect(hands, server);
  await hands.keys.press('Alt+9');
  await expect(card(page)).toContainText('The console does not know the agent service of this version');
  await expect(card(page)).not.toContainText('Read secrets to compare them');
  await expect(card(page).getByRole('button', { name: 'Add its address…' })).toBeHidden();
});
