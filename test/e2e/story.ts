import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

/** All that a story may do: press keys. What comes of it is read from the page. */
export interface Keys {
  readonly press: (...chords: readonly string[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
}

export const keysOf = (page: Page): Keys => ({
  press: async (...chords) => {
    for (const chord of chords) await page.keyboard.press(chord);
  },
  type: (text) => page.keyboard.type(text),
});

const files = {
  '.env': 'APP_NAME=fake-shop\nLOG_LEVEL=debug\nDATABASE_URL="postgres://fake@localhost/dev"\n',
  '.env.staging':
    'APP_NAME=fake-shop\nLOG_LEVEL=info\nQUEUE_URL=redis://fake-staging\nFEATURE_CHAT=on\nDATABASE_URL="postgres://fake@staging/db"\n',
  '.env.production': 'APP_NAME=fake-shop\nLOG_LEVEL=warn\nDATABASE_URL="postgres://fake@prod/db"\n',
} as const;

/** A person's own three files, in this folder. */
export const writeFiles = (folder: string): readonly string[] =>
  Object.entries(files).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });

export const passphrase = 'a fake passphrase for a story';

/** No keyring: the data is kept under a passphrase. */
export async function choosePassphrase(page: Page, keys: Keys): Promise<void> {
  await expect(page.getByRole('button', { name: /Use a passphrase/ })).toBeFocused();
  await keys.press('Enter');
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await keys.type(passphrase);
  await keys.press('Tab');
  await keys.type(passphrase);
  await keys.press('Enter');
}

/** No keyring: nothing is kept. */
export async function chooseSession(page: Page, keys: Keys): Promise<void> {
  await expect(page.getByRole('button', { name: /Use a passphrase/ })).toBeFocused();
  await keys.press('Tab', 'Enter');
}

export async function openWithPassphrase(page: Page, keys: Keys): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Type your passphrase' })).toBeVisible();
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await keys.type(passphrase);
  await keys.press('Enter');
}

export const strip = (page: Page) => page.locator('.strip strong');
export const rows = (page: Page) => page.getByRole('grid');
export const active = (page: Page) => page.locator('.grid-row[data-active] [role=rowheader] bdi');

export const seeRows = (page: Page, count: number) =>
  expect(rows(page)).toHaveAttribute('aria-rowcount', String(count + 1));

/** From the open console to the edits, the promotion and its undo. */
export async function liveThrough(page: Page, keys: Keys): Promise<void> {
  await importAll(page, keys);
  await switchAround(page, keys);
  await edit(page, keys);
  await compare(page, keys);
  await promote(page, keys);
  await undo(page, keys);
}

async function importAll(page: Page, keys: Keys): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Import 3 files' })).toBeVisible();
  await expect(page.locator('.import-rows')).toContainText('DATABASE_URL');
  await keys.press('F7');
  await expect(page.locator('.import-rows')).toContainText('QUEUE_URL');
  await keys.press('Control+Enter');
  await expect(page.getByLabel('Type prod to make these 3 changes to Production')).toBeFocused();
  await keys.type('prod');
  await keys.press('Control+Enter');
  await expect(page.locator('.import-result h1')).toHaveText('prod lacks 2 keys that staging has');
  await expect(page.locator('.import-answer')).toContainText('FEATURE_CHAT');
  await expect(page.locator('.import-answer')).toContainText('QUEUE_URL');
  await keys.press('Control+Enter');
  await expect(strip(page)).toHaveText('Production');
}

async function switchAround(page: Page, keys: Keys): Promise<void> {
  await keys.press('Control+1');
  await expect(strip(page)).toHaveText('Development');
  await seeRows(page, 3);
  await keys.press('Control+3');
  await expect(page.locator('.frame')).toHaveAttribute('data-kind', 'production');
  await keys.press('Control+2');
  await expect(strip(page)).toHaveText('Staging');
  await seeRows(page, 5);
}

/** LOG_LEVEL gets another value, NEW_LIMIT is new; both are applied after their review. */
async function edit(page: Page, keys: Keys): Promise<void> {
  await keys.press('/');
  await keys.type('LOG_LEVEL');
  await seeRows(page, 1);
  await keys.press('Enter', 'Home');
  await expect(active(page)).toHaveText('LOG_LEVEL');
  await keys.press('Enter');
  await expect(page.getByLabel('Value of LOG_LEVEL')).toBeFocused();
  await keys.type('fake-verbose');
  await keys.press('Enter');
  await expect(page.getByRole('button', { name: /Review 1 draft/ })).toBeVisible();
  await expect(rows(page)).toBeFocused();
  await keys.press('Escape');
  await seeRows(page, 5);
  await keys.press('n');
  await expect(page.getByLabel('Key', { exact: true })).toBeFocused();
  await keys.type('NEW_LIMIT');
  await keys.press('Tab');
  await keys.type('fake-12');
  await keys.press('Control+Enter');
  await expect(page.getByRole('button', { name: /Review 2 drafts/ })).toBeVisible();
  await keys.press('Control+s');
  await expect(page.getByRole('dialog')).toContainText('2 changes: 1 new, 1 changed');
  await keys.press('Control+Enter');
  await expect(page.getByLabel('Messages')).toContainText('2 changes applied to Staging');
  await seeRows(page, 6);
}

async function compare(page: Page, keys: Keys): Promise<void> {
  await keys.press('Control+d');
  await expect(page.getByRole('option', { selected: true })).toContainText('Production');
  await keys.press('Enter');
  await expect(rows(page)).toHaveAttribute('aria-label', 'Staging compared with Production');
  await seeDifferences(page);
  await keys.press('Home', 'F7');
  await expect(active(page)).toHaveText('FEATURE_CHAT');
}

async function seeDifferences(page: Page): Promise<void> {
  for (const text of ['Differences 5', 'Different 2', 'Only in Staging 3', 'Only in Production 0'])
    await expect(page.getByRole('button', { name: text, exact: true })).toBeVisible();
}

/** The two that production lacks: FEATURE_CHAT and NEW_LIMIT, with the slug typed. */
async function promote(page: Page, keys: Keys): Promise<void> {
  await keys.press('Alt+3');
  await seeCounts(page);
  await keys.press('Control+Enter');
  await seeRows(page, 5);
  await expect(active(page)).toHaveText('DATABASE_URL');
  await keys.press('ArrowDown');
  await expect(active(page)).toHaveText('FEATURE_CHAT');
  await keys.press('Space', 'ArrowDown', 'Space');
  await expect(page.locator('.promote-foot [role=status]')).toHaveText('2 to copy');
  await keys.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Review' })).toContainText('2 changes: 2 new');
  await expect(page.getByLabel('Type prod to make these 2 changes to Production')).toBeFocused();
  await keys.type('prod');
  await keys.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Review' })).toContainText(
    '2 of 2 changes were applied to Production',
  );
}

async function seeCounts(page: Page): Promise<void> {
  const counts = ['3 new to Production', '2 changed', '1 the same', '0 only in Production'];
  for (const text of counts)
    await expect(page.locator('.promote-counts')).toContainText(new RegExp(text.replace(' ', '\\s*')));
}

async function undo(page: Page, keys: Keys): Promise<void> {
  await keys.press('u');
  await expect(page.getByRole('dialog')).toContainText('2 changes: 2 deleted');
  await expect(page.getByLabel('Type prod to make these 2 changes to Production')).toBeFocused();
  await keys.type('prod');
  await keys.press('Control+Enter');
  await expect(page.getByLabel('Messages')).toContainText('2 changes undone in Production');
  await seeCounts(page);
}

/** Ends the app by its palette; resolves when the keys are pressed, and the window goes. */
export async function quit(page: Page, keys: Keys, asked: boolean): Promise<void> {
  await keys.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find or do anything' })).toBeFocused();
  await keys.type('Quit');
  await expect(page.locator('[role=option][aria-selected=true] .picker-title')).toHaveText('Quit');
  if (asked) {
    await keys.press('Enter');
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await keys.press('Tab');
    await expect(page.getByRole('button', { name: 'Quit and forget' })).toBeFocused();
  }
  await keys.press('Enter');
}

/** At the next start: the edits in staging, production without what was taken back, and the history of it. */
export async function findAgain(page: Page, keys: Keys): Promise<void> {
  await expect(strip(page)).not.toBeEmpty();
  await keys.press('Alt+1', 'Control+1');
  await expect(strip(page)).toHaveText('Development');
  await seeRows(page, 3);
  await keys.press('Control+2');
  await expect(strip(page)).toHaveText('Staging');
  await seeRows(page, 6);
  for (const text of ['LOG_LEVEL', 'fake-verbose', 'NEW_LIMIT', 'fake-12'])
    await expect(rows(page)).toContainText(text);
  await keys.press('Control+3');
  await expect(strip(page)).toHaveText('Production');
  await seeRows(page, 3);
  await keys.press('Alt+7');
  await expect(page.locator('.history-title')).toHaveText([
    'Undo: Promote 2 keys from Staging to Production',
    'Promote 2 keys from Staging to Production',
    'Import of .env.production',
  ]);
}
