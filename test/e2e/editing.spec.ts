import { expect, test } from '../support/fixtures.ts';
import { openSample } from '../support/sample.ts';

/** A person who thinks: each letter is saved before the next one comes. */
const slowly = { delay: 350 /* ms */ } as const;

test('typing slowly into the large editor loses no letter', async ({ app: { page } }) => {
  await openSample(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Enter');
  const field = page.getByRole('dialog').getByRole('textbox').first();
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('slowly', slowly);
  await expect(field).toHaveValue('slowly');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('grid')).toContainText('slowly');
});

test('after adding a variable the keys act on that one', async ({ app: { page } }) => {
  await openSample(page);
  await page.keyboard.press('n');
  await page.keyboard.type('MIDDLE_OF_THE_LIST');
  await page.keyboard.press('Tab');
  await page.keyboard.type('new');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  const active = page.getByRole('row').and(page.locator('[data-active=true]'));
  await expect(active).toContainText('MIDDLE_OF_THE_LIST');
});

test('several lines pasted into a cell go on in the large editor, whole', async ({ app: { page } }) => {
  await openSample(page);
  const paste = (text: string) =>
    page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    }, text);
  await page.keyboard.press('F2');
  await page.keyboard.type('before ');
  await paste('one line\n');
  await expect(page.getByRole('dialog')).toBeHidden();
  await paste('-----BEGIN-----\nmade up\n-----END-----\n');
  const field = page.getByRole('dialog').getByRole('textbox', { name: 'Value' });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('before -----BEGIN-----\nmade up\n-----END-----\n');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('edited');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('before -----BEGIN-----\nmade up\n-----END-----\n');
  await page.keyboard.press('Escape');
});

test('what is typed without a pause is a draft soon, not only when typing ends @chromium', async ({
  app: { page, said },
}) => {
  await openSample(page);
  await page.keyboard.press('Enter');
  await page.keyboard.type('steady typing that does not pause for breath', { delay: 40 });
  const puts = said.filter(({ name }) => name === 'drafts.put');
  expect(puts.length).toBeGreaterThan(3);
  await page.keyboard.press('Escape');
});

test('a key pressed the moment a dialog is gone is meant for the page, its first draft included', async ({
  app: { page },
}) => {
  await openSample(page);
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      if (document.querySelector('[role=dialog]') !== null) return;
      watch.disconnect();
      const init = { key: 's', code: 'KeyS', ctrlKey: true, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent('keydown', init));
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  await page.keyboard.type('FIRST_DRAFT');
  await page.keyboard.press('Tab');
  await page.keyboard.type('new');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toContainText('Review');
  await expect(page.getByRole('dialog')).toContainText('FIRST_DRAFT');
});

test('typed text is dropped by no Escape without a question, in every editor of values @chromium', async ({
  app: { page },
}) => {
  await openSample(page);
  const question = page.getByRole('alertdialog');
  const field = page.getByRole('dialog').getByRole('textbox', { name: 'Value' });
  for (const opens of ['e', 'n', 's']) {
    await page.keyboard.press('Control+Home');
    await page.keyboard.press(opens);
    await field.focus();
    await page.keyboard.type('typed');
    await page.keyboard.press('Escape');
    await expect(question).toContainText('Discard what you typed?');
    await page.keyboard.press('Enter');
    await expect(question).toBeHidden();
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(/typed/);
    await page.keyboard.press('Escape');
    await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused();
    // One Tab further is the button that throws away; this key keeps, in every dialog.
    await page.keyboard.press('Tab');
    await expect(question.getByRole('button', { name: 'Discard' })).toBeFocused();
    await page.keyboard.press('Control+Enter');
    await expect(question).toBeHidden();
    await expect(field).toHaveValue(/typed/);
    await page.keyboard.press('Escape');
    await expect(question).toBeVisible();
    await page.keyboard.press('Control+Shift+Backspace');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press(opens);
    await field.focus();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(question).toBeHidden();
  }
});

test('the question about a note says nothing of a value that was not typed', async ({ app: { page } }) => {
  await openSample(page);
  await page.keyboard.press('m');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.type('why');
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('It was not kept anywhere.');
  await expect(question).not.toContainText('value');
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Value' }).focus();
  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  await expect(question).toContainText('brings the value back, not the note.');
  await page.keyboard.press('Control+Shift+Backspace');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('old values of a key are found as “purge”, and have a key in its history', async ({ app: { page } }) => {
  await openSample(page);
  await page.keyboard.press('Home');
  const question = page.getByRole('alertdialog', { name: /^Forget the old values of / });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('purge');
  await page.keyboard.press('Enter');
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await page.keyboard.press('h');
  await expect(page.getByRole('grid', { name: /^Versions of / })).toBeVisible();
  await page.keyboard.press('Shift+Delete');
  await expect(question).toBeVisible();
});

test('a value typed into a list of empty ones keeps its field, and its row until another is active', async ({
  app: { page },
}) => {
  await openSample(page);
  for (const key of ['AAA_FIRST', 'AAA_SECOND']) {
    await page.keyboard.press('n');
    await page.keyboard.type(key);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('row').and(page.locator('[data-active=true]'))).toContainText(key);
  }
  const keys = page.locator('.grid-row [role=rowheader] bdi');
  await page.keyboard.press('f');
  await page.getByRole('button', { name: /^Empty/ }).press('Enter');
  await expect(keys).toHaveText(['AAA_FIRST', 'AAA_SECOND', 'MAINTENANCE_BANNER']);
  await page.getByRole('grid').press('Home');
  await page.keyboard.press('F2');
  await page.keyboard.type('the first', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(keys, 'the row stays in sight while it is the active one').toHaveCount(3);
  await expect(page.locator('[data-active=true] .value-cell').first()).toHaveText('the first');
  await page.keyboard.press('ArrowDown');
  await expect(keys).toHaveText(['AAA_SECOND', 'MAINTENANCE_BANNER']);
  await page.keyboard.press('F2');
  await page.keyboard.type('the second', { delay: 60 });
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect(keys).toHaveText(['MAINTENANCE_BANNER']);
  await page.keyboard.press('f');
  await page.getByRole('button', { name: /^All \d/ }).press('Enter');
  await expect(keys.first()).toHaveText('AAA_FIRST');
  await expect(page.getByRole('row').nth(1)).toContainText('the first');
  await expect(page.getByRole('row').nth(2)).toContainText('the second');
});
