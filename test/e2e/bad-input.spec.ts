import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { LaunchedApp, LaunchOptions } from '../support/app.ts';
import { expect, test } from '../support/fixtures.ts';
import { newFolder, pathTo, prepareProfile, removeFolder } from '../support/profile.ts';

type Launch = (options?: LaunchOptions) => Promise<LaunchedApp>;

let files = '';
let profile = '';
test.beforeEach(() => {
  files = newFolder();
});
test.afterEach(() => {
  removeFolder(files);
  removeFolder(profile);
});

function file(name: string, content: string | Buffer): string {
  const path = join(files, name);
  writeFileSync(path, content);
  return path;
}

/** The app with files to import, on a project whose dev holds one key, which must still be there at the end. */
async function importing(launch: Launch, ...paths: readonly string[]): Promise<LaunchedApp> {
  const made = await prepareProfile({ dev: { KEPT_TEXT: 'kept value' } });
  profile = made.profile;
  return launch({ ...made, args: ['--path', pathTo('dev'), '--import', ...paths] });
}

async function onDev(launch: Launch): Promise<LaunchedApp> {
  const made = await prepareProfile({ dev: { KEPT_TEXT: 'kept value' } });
  profile = made.profile;
  const app = await launch({ ...made, args: ['--path', pathTo('dev')] });
  await expect(app.page.getByRole('grid')).toContainText('KEPT_TEXT');
  return app;
}

/** Review and take what is offered, then the variables of dev. */
async function take(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.strip')).toContainText('dev');
  await expect(page.getByRole('grid')).toContainText('KEPT_TEXT');
}

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const bom = (text: string) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]);

test('files that cannot be read are named with the reason, and the good one goes on @chromium', async ({
  launch,
}) => {
  const fifo = join(files, 'pipe.env');
  execFileSync('mkfifo', [fifo]);
  const huge = file('huge.env', 'A=1\n');
  truncateSync(huge, 50 * 1_048_576);
  const { page } = await importing(
    launch,
    file('.env', 'GOOD=1\n'),
    file('binary.env', Buffer.from([0, 1, 2, 0xff, 0xfe, 0xfd, 0, 0])),
    fifo,
    huge,
    files,
    join(files, 'nowhere.env'),
    file('empty.env', ''),
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 1 file');
  const turned = page.getByLabel('Files that were not read');
  for (const [name, reason] of [
    ['binary.env', 'It is not a text file'],
    ['pipe.env', 'It is not a regular file'],
    ['huge.env', 'It is larger than 5 MB'],
    ['nowhere.env', 'There is no such file'],
    ['empty.env', 'It holds no variables'],
  ] as const)
    await expect(turned.getByRole('listitem').filter({ hasText: name })).toContainText(reason);
  await expect(turned).toContainText('It is a folder');
  await take(page);
  await expect(page.getByRole('grid')).toContainText('GOOD');
});

test('a file of 50 MB that is picked is refused before it is read @chromium', async ({ launch }) => {
  const { page } = await onDev(launch);
  const huge = file('huge.env', 'A=1\n');
  truncateSync(huge, 50 * 1_048_576);
  page.once('filechooser', (chooser) => void chooser.setFiles(huge));
  await page.evaluate(() => undefined); // the browser was told to hand its chooser over
  await page.keyboard.press('Control+o');
  await expect(page.getByLabel('Files that were not read')).toContainText('at most 5 MB');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toContainText('KEPT_TEXT');
});

for (const [name, content] of [
  ['UTF-16', utf16('SAME=välue\r\nOTHER=two\r\n')],
  ['a byte order mark', bom('SAME=välue\nOTHER=two\n')],
  ['CRLF line ends', Buffer.from('SAME=välue\r\nOTHER=two\r\n')],
] as const)
  test(`a file with ${name} gives its variables as they are meant @chromium`, async ({ launch }) => {
    const { page } = await importing(launch, file('.env', content));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 1 file');
    await take(page);
    const grid = page.getByRole('grid');
    await expect(grid.getByRole('row').filter({ hasText: 'SAME' })).toContainText('välue');
    await expect(grid.locator('.mono-escape')).toHaveCount(0);
  });

test('keys that look like parts of the language work; keys with dots or digits first are unusable @chromium', async ({
  launch,
}) => {
  const { page, said } = await importing(
    launch,
    file('.env', '__proto__=one\nconstructor=two\ntoString=three\nfoo.bar=four\n1A=five\nFINE=six\n'),
  );
  const grid = page.getByRole('grid');
  const row = (key: string) => grid.getByRole('row').filter({ has: page.getByText(key, { exact: true }) });
  await expect(row('foo.bar')).toContainText('unusable');
  await expect(row('1A')).toContainText('unusable');
  for (const key of ['__proto__', 'constructor', 'toString', 'FINE'])
    await expect(row(key)).toContainText('new');
  await take(page);
  for (const [key, value] of [
    ['__proto__', 'one'],
    ['constructor', 'two'],
    ['toString', 'three'],
    ['FINE', 'six'],
  ] as const)
    await expect(row(key)).toContainText(value);
  await expect(grid).not.toContainText('foo.bar');

  await page.keyboard.press('n');
  await page.keyboard.type('foo.bar');
  await expect(page.getByRole('dialog')).toContainText(/letter|digit|underscore/i);
  await expect(page.getByRole('button', { name: 'Add as a draft' })).toBeDisabled();
  await page.keyboard.press('Escape');
  expect(said.filter(({ text }) => text.includes('"code":"internal"'))).toEqual([]);
});

test('a key set 10,000 times is one variable: the last, and each line before says so @chromium', async ({
  launch,
}) => {
  const lines = Array.from({ length: 10_000 }, (_, n) => `AGAIN=${n}`).join('\n');
  const { page } = await importing(launch, file('.env', lines));
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001');
  await expect(page.getByRole('grid')).toContainText('Set again on line');
  await take(page);
  await expect(page.getByRole('grid').getByRole('row').filter({ hasText: 'AGAIN' })).toContainText('9999');
});

test('markup and characters that reorder text are shown as what they are @chromium', async ({ launch }) => {
  const markup = '<img src=x onerror=alert(1)><b>bold</b>';
  const { page } = await importing(launch, file('.env', `MARKUP='${markup}'\nBIDI='ab\u202Ecd\u2066ef'\n`));
  await expect(page.getByRole('grid').getByRole('row').filter({ hasText: 'BIDI' })).toContainText(
    /override|direction/,
  );
  await take(page);
  const grid = page.getByRole('grid');
  await expect(grid).toContainText(markup);
  expect(await grid.locator('img, b').count()).toBe(0);
  await expect(grid.locator('.mono-escape').first()).toHaveText('U+202E');
  await expect(grid.locator('.mono-escape').nth(1)).toHaveText('U+2066');
});

/** As if pasted with the keyboard into the field that has the focus. */
const pasteIntoField = (page: Page, text: string) =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const init = { clipboardData, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', init));
  }, text);

test('a value of 1 MB is taken, one above the limit is refused where it is typed @chromium', async ({
  launch,
}) => {
  const { page } = await onDev(launch);
  await page.keyboard.press('n');
  await page.keyboard.type('BIG');
  await page.keyboard.press('Tab');
  await pasteIntoField(page, 'x'.repeat(1_048_577));
  await expect(page.getByRole('dialog')).toContainText(/1 MB|1,048,576|too long|too large|larger/i);
  await expect(page.getByRole('button', { name: 'Add as a draft' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.keyboard.press('n');
  await page.keyboard.type('BIG');
  await page.keyboard.press('Tab');
  await pasteIntoField(page, 'x'.repeat(1_048_576));
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('dialog')).toContainText('Review');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  const big = page.getByRole('grid').getByRole('row').filter({ hasText: 'BIG' });
  await expect(big).toContainText('1048576 characters');
});

test('twenty values of 64 KB are imported and shown @chromium', async ({ launch }) => {
  const lines = Array.from(
    { length: 20 },
    (_, n) => `LARGE_${String(n).padStart(2, '0')}=${'y'.repeat(65_536)}`,
  );
  const { page } = await importing(launch, file('.env', lines.join('\n')));
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '21');
  await take(page);
  await expect(page.getByRole('grid').getByRole('row').filter({ hasText: 'LARGE_19' })).toContainText(
    '65536 characters',
  );
});

test('an import that is left keeps everything as it was @chromium', async ({ launch }) => {
  const { page } = await importing(launch, file('.env', 'KEPT_TEXT=other\nNEW=1\n'));
  await expect(page.getByRole('grid')).toContainText('changes');
  await page.keyboard.press('Escape');
  await expect(page.locator('.strip')).toContainText('dev');
  await expect(page.getByRole('grid')).toContainText('kept value');
  await expect(page.getByRole('grid')).not.toContainText('NEW');
});

test('a long key can be read to its end wherever an import names it @chromium', async ({ launch }) => {
  const long = `LONG_${'KEY_'.repeat(50)}END`;
  const { page } = await importing(launch, file('.env', `FIRST=0\n${long}=1\n`));
  const grid = page.getByRole('grid');
  await expect(grid.getByTitle(long)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.import-current')).toContainText(long);
  await page.keyboard.press('Control+Enter');
  const name = page.getByRole('dialog').getByText(long);
  await expect(name).toBeVisible();
  expect(await name.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
});

test('blanks at the ends of a value are seen and told @chromium', async ({ launch }) => {
  const { page } = await importing(launch, file('.env', 'PADDED="  two\n"\n'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 1 file');
  await take(page);
  const row = page.getByRole('row').filter({ hasText: 'PADDED' });
  await expect(row.getByRole('img', { name: '2 spaces' })).toHaveText('··');
  await expect(row.getByRole('img', { name: 'line feed' })).toHaveText('↵');
});
