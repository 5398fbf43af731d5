import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from '../support/fixtures.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'console-files-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Past the first question, without a keychain: the session keeps nothing. */
async function enter(page: Page): Promise<void> {
  await page.waitForSelector('html[data-ready=true]');
  if (await page.getByText('This session only').isVisible()) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Bring your environments|Import \d/);
}

test('from files to what production lacks, and back by undo, by keys only', async ({ launch }) => {
  const { page } = await launch({
    args: [
      '--import',
      file('.env', 'A=1\nB=2'),
      file('.env.staging', 'A=1\nB=2\nC=3\nD=4'),
      file('.env.production', 'A=1\nB=two\nB=2\nfoo.bar=1\nPLATOS_TEST_MODE=1'),
      file('photo.env', '\u0000\u0001'),
    ],
  });
  await enter(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 3 files');
  await expect(page.getByLabel('Files that were not read')).toContainText('photo.env');

  await page.keyboard.press('F7');
  await page.keyboard.press('F7');
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAccessibleName('Rows of .env.production');
  await expect(grid).toContainText('Set again on line 3');
  await expect(grid).toContainText('unusable');

  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('button', { name: /Import into 3/ })).toBeDisabled();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel(/^Type prod to make/)).toBeFocused();
  await expect(page.getByRole('dialog')).toContainText('Type prod here first.');
  await page.keyboard.type('prod');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'prod lacks 2 keys that staging has' })).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.getByRole('dialog')).toContainText('Review 1 of 3: Undo: Import of .env');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByLabel('Messages')).toContainText(
    'Not applied: Development, Staging, Production. They stay as they are.',
  );

  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.strip')).toContainText('prod');
  await page.keyboard.press('Alt+7');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Import of .env.production');
  await page.keyboard.press('u');
  await expect(page.getByRole('dialog')).toContainText('Undo');
  await page.keyboard.type('prod');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('grid').first()).toContainText('undone');
});

test('the field that a long review asks for is in sight, above what it lies under', async ({ launch }) => {
  const text = Array.from({ length: 12 }, (_, n) => `SAME_${n}_SECRET=made-up-${n}-of-one`).join('\n');
  const files = ['.env', '.env.staging', '.env.production'].map((name) => file(name, text));
  const { page } = await launch({ args: ['--import', ...files] });
  await enter(page);
  await expect(page.getByRole('grid')).toContainText('SAME_1_SECRET');
  await page.keyboard.press('Control+Enter');
  const field = page.getByLabel(/^Type prod to make/);
  await expect(field).toBeFocused();
  const onTop = field.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === element;
  });
  expect(await onTop).toBe(true);
});

test('keys that an example file requires are named, listed, removable, and in the history', async ({
  launch,
}) => {
  const { page } = await launch({
    args: ['--import', file('.env.production', 'A=1'), file('.env.example', 'A=\nNEEDED=\nALSO=')],
  });
  await enter(page);
  await page.keyboard.press('Control+Enter');
  const required = page.getByRole('region', { name: 'Required keys' });
  await expect(required).toContainText('3 keys become required');
  await expect(required).toContainText('NEEDED');
  await page.keyboard.type('prod');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('What was written')).toContainText('3 keys are required from now on');

  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /2 of 3 required not set/ })).toBeVisible();
  await page.keyboard.press('Shift+R');
  const sheet = page.getByRole('dialog', { name: /Required keys/ });
  await expect(sheet.getByRole('grid')).toContainText('.env.example');
  await page.keyboard.press('n');
  await page.keyboard.type('LATER, A');
  await page.keyboard.press('Control+Enter');
  await expect(sheet.getByRole('grid').getByRole('row', { name: /LATER/ })).toContainText('set by hand');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(sheet.getByRole('grid')).not.toContainText('ALSO');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+7');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('ALSO is no longer required');
  await page.keyboard.press('u');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Undo: ALSO is no longer required');
  await expect(page.getByLabel('Details')).toContainText('required, .env.example');
});

test('text pasted on a page belongs to its environment', async ({ app: { page } }) => {
  await enter(page);
  await page.keyboard.press('s');
  await expect(page.locator('.strip')).toContainText('staging');
  await page.waitForSelector('html[data-ready=true]');
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'PASTED_ONE=1\nLOG_LEVEL=info');
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
  });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 1 file');
  await expect(page.getByLabel('Environment for Pasted text')).toHaveValue('staging');
  await expect(page.getByRole('grid')).toContainText('same');
  await page.keyboard.press('Escape');
  await expect(page.locator('.strip')).toContainText('staging');
});

test('an environment is exported where the person says, and never over a file', async ({ app: { page } }) => {
  await enter(page);
  await page.keyboard.press('s');
  await expect(page.locator('.strip')).toContainText('staging');
  const path = join(folder, 'staging.env');
  const write = async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('export staging');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: /Export Staging/ })).toBeVisible();
    await expect(page.getByLabel('File')).toHaveValue(/staging\.env$/);
    await page.keyboard.press('Control+a');
    await page.keyboard.type(path);
    await page.keyboard.press('Control+Enter');
  };
  await write();
  await expect(page.getByRole('dialog')).toContainText('was exported');
  expect(readFileSync(path, 'utf8')).toContain('APP_NAME=support-bot');
  await page.keyboard.press('Enter');
  await write();
  await expect(page.getByRole('alert')).toContainText('The file exists');
});

test('files chosen with the system’s chooser come to the preview', async ({ app: { page } }) => {
  const files = [file('.env', 'CHOSEN=1'), file('.env.staging', 'CHOSEN=2')];
  page.once('filechooser', (chooser) => void chooser.setFiles(files));
  await enter(page);
  await page.keyboard.press('i');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 2 files');
  await expect(page.getByRole('grid')).toContainText('CHOSEN');
});

test('files chosen later come to those that are there', async ({ app: { page } }) => {
  // One listener for all of them: with none in between, the page would open the system's own chooser for a moment.
  // Each is written when it is chosen: the last has the name of one before it.
  const choices = [
    () => [file('.env', 'FIRST=1')],
    () => [file('.env.staging', 'SECOND=2'), file('.env.empty', '')],
    () => [file('.env.staging', 'THIRD=3')],
  ];
  page.on('filechooser', (chooser) => void chooser.setFiles(choices.shift()?.() ?? []));
  await enter(page);
  await page.keyboard.press('i');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 1 file');
  const chip = (name: string) => page.getByRole('group', { name: 'Show' }).getByRole('button', { name });
  await chip('All').focus();
  for (const name of ['New', 'Changes']) {
    await page.keyboard.press('ArrowRight');
    await expect(chip(name)).toBeFocused();
  }
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('ArrowRight');
  await expect(chip('All'), 'the arrows go round').toBeFocused();
  await expect(page.getByRole('grid')).toContainText('FIRST');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('grid'), 'one stop for Tab').toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByText('Nothing is taken yet')).toBeVisible();
  await page.keyboard.press('Control+O');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 2 files');
  await expect(page.getByRole('grid')).toContainText('SECOND');
  await expect(page.getByRole('list', { name: 'Files that were not read' })).toContainText('.env.empty');
  await page.keyboard.press('[');
  await expect(page.getByRole('grid')).toContainText('FIRST');
  await expect(page.locator('.grid-body [aria-selected=true]'), 'what was decided stays').toHaveCount(0);
  await page.keyboard.press('Control+O');
  await expect(page.getByRole('grid')).toContainText('THIRD');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 2 files');
});

test('files chosen after a long look at the chooser still come @chromium', async ({ app: { page } }) => {
  await enter(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  await session.send('Page.setInterceptFileChooserDialog', { enabled: true });
  const opened = new Promise<number | undefined>((resolve) => {
    session.once('Page.fileChooserOpened', ({ backendNodeId }) => resolve(backendNodeId));
  });
  await page.keyboard.press('i');
  const backendNodeId = await opened;
  await session.send('HeapProfiler.collectGarbage');
  if (backendNodeId === undefined) throw new Error('the chooser belongs to no field');
  await session.send('DOM.setFileInputFiles', { backendNodeId, files: [file('.env', 'CHOSEN=1')] });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 1 file');
});

for (const [chord, shown] of [
  ['Control+1', 'Variables of Development'],
  ['Control+2', 'Variables of Staging'],
  ['Alt+7', 'History'],
] as const)
  test(`${chord} leads from what an import wrote as it does from everywhere else`, async ({ launch }) => {
    const { page } = await launch({ args: ['--import', file('.env.staging', 'TAKEN=1')] });
    await enter(page);
    await expect(page.getByRole('grid')).toContainText('TAKEN');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: /^Open the variables of staging/ })).toBeVisible();
    await page.keyboard.press(chord);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(shown);
  });

test('what an import wrote is shown at once, however long the lists take to be read again @chromium', async ({
  launch,
}) => {
  let written = false;
  const { page } = await launch({
    args: ['--import', file('.env', 'TAKEN=1')],
    before: async (call, json, answer) => {
      if (written && call === 'scope.list') await new Promise((done) => setTimeout(done, 2_000));
      const text = await answer(call, json);
      written ||= call === 'imports.apply';
      return text;
    },
  });
  await enter(page);
  await expect(page.getByRole('grid')).toContainText('TAKEN');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.strip')).toContainText('dev');
  await expect(page.getByRole('grid')).toContainText('TAKEN');
});

test('files dropped on the window come to the preview @chromium', async ({ app: { page } }) => {
  await enter(page);
  const session = await page.context().newCDPSession(page);
  const files = [file('.env', 'DROPPED=1'), file('.env.production', 'DROPPED=2')];
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 2 files');
  await expect(page.getByRole('grid')).toContainText('DROPPED');
});

test('entries of JSON on one line are called entries @chromium', async ({ launch }) => {
  const pairs = [1, 2].map((value) => ({ key: 'A', value: String(value) }));
  const { page } = await launch({ args: ['--import', file('vars.json', JSON.stringify(pairs))] });
  await enter(page);
  const grid = page.getByRole('grid', { name: 'Rows of vars.json' });
  await expect(grid.getByRole('columnheader', { name: 'Entry' })).toBeVisible();
  await expect(grid).toContainText('Set again as entry 2');
});
