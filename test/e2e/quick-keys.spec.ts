import type { Page } from 'playwright-core';
import { expect, test } from '../support/fixtures.ts';
import { holdFrames } from '../support/frames.ts';
import { openSample } from '../support/sample.ts';

/** Keys in one go: the next comes before the window has drawn what the one before it did. */
async function quickly(page: Page, ...keys: readonly string[]): Promise<void> {
  const frames = await holdFrames(page);
  for (const key of keys) await page.keyboard.press(key);
  await frames.release();
}

const editor = (page: Page) => page.getByRole('grid').getByRole('textbox');
const dialog = (page: Page) => page.getByRole('dialog');
const row = (page: Page, at: number) =>
  page.getByRole('grid').getByRole('row').nth(at).getByRole('rowheader');

/** The key that a row of the grid is of, the first being 1. */
const keyAt = async (page: Page, at: number) => (await row(page, at).innerText()).trim();

test('however an edit ends, the key after it begins the next edit or moves to another row', async ({
  app: { page },
}) => {
  await openSample(page);
  const second = await keyAt(page, 2);
  for (const end of ['Enter', 'Tab', 'Escape']) {
    await page.keyboard.press('Control+Home');
    await quickly(page, 'F2', 'x', end, 'F2', 'y');
    await page.keyboard.type('es');
    await expect(editor(page)).toHaveValue('yes');
    await quickly(page, end, 'ArrowDown', 'F2');
    await expect(editor(page)).toHaveAccessibleName(`Value of ${second}`);
    await page.keyboard.press('Escape');
  }
});

test('n at once after Escape ended an edit opens the dialog of a new variable, and letters go there', async ({
  app: { page },
}) => {
  await openSample(page);
  await quickly(page, 'F2', 'x', 'Escape', 'n', 'A', 'B');
  await expect(dialog(page).getByLabel('Key')).toHaveValue('AB');
});

test('the arrows move at once after Escape closed a dialog', async ({ app: { page } }) => {
  await openSample(page);
  const second = await keyAt(page, 2);
  for (const opens of ['n', 'e', 'h', 'Shift+F2', 'Control+k', 'Control+d', '?']) {
    await page.keyboard.press('Control+Home');
    await page.keyboard.press(opens);
    await expect(dialog(page)).toBeVisible();
    await quickly(page, 'Escape', 'ArrowDown', 'F2');
    await expect(editor(page)).toHaveAccessibleName(`Value of ${second}`);
    await page.keyboard.press('Escape');
  }
});

test('on other pages too the list has the keys at once after a dialog or a choice ended', async ({
  app: { page },
}) => {
  await openSample(page);
  const active = page.locator('.grid-row[data-active]');
  const tryPage = async (pageKey: string, opens: string, closes: string) => {
    await page.keyboard.press(pageKey);
    await expect(page.getByRole('grid')).toBeFocused();
    await page.keyboard.press('Control+Home');
    await expect(active).toHaveAttribute('aria-rowindex', '2');
    await page.keyboard.press(opens);
    await expect(dialog(page)).toBeVisible();
    await quickly(page, closes, 'ArrowDown');
    await expect(active).toHaveAttribute('aria-rowindex', '3');
  };
  await tryPage('Alt+2', 'e', 'Escape');
  await tryPage('Alt+6', 'o', 'Escape');
  await page.keyboard.press('Alt+8');
  const focused = page.locator('[role=row]:focus');
  await expect(focused).toContainText('Staging');
  await page.keyboard.press('F2');
  await expect(dialog(page)).toBeVisible();
  await quickly(page, 'Escape', 'ArrowDown');
  await expect(focused).toContainText('Production');
  await page.keyboard.press('Alt+1');
  const kind = page.getByRole('button', { name: /Kind/ });
  await kind.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toBeVisible();
  await quickly(page, 'Escape', 'Enter');
  await expect(page.getByRole('listbox')).toBeVisible();
});

test('n at once after a switch of environment is meant for the environment switched to', async ({
  app: { page },
}) => {
  await openSample(page);
  const names = [
    ['Control+2', 'Staging'],
    ['Control+3', 'Production'],
    ['Control+1', 'Development'],
  ] as const;
  for (const [keys, name] of names) {
    await page.keyboard.press(keys);
    await expect(page.getByRole('grid', { name: `Variables of ${name}` })).toBeVisible();
  }
  for (const [keys, name] of names) {
    await quickly(page, keys, 'n');
    await expect(dialog(page)).toContainText(`New variable in ${name}`);
    await page.keyboard.press('Escape');
  }
});

test('what is typed after Escape closed the large editor is not for the editor, however slow main is @chromium', async ({
  launch,
}) => {
  let slow = false;
  const { page } = await launch({
    before: async (call, json, answer) => {
      if (slow && call.startsWith('drafts.')) await new Promise((done) => setTimeout(done, 500));
      return answer(call, json);
    },
  });
  await openSample(page);
  slow = true;
  await quickly(page, 'e', 'x', 'Escape', 'Tab', 'Enter', 'n', 'A', 'B');
  await expect(dialog(page).getByLabel('Key')).toHaveValue('AB');
});

test('what is typed after Ctrl+Enter kept an edit is not part of the value, however slow main is @chromium', async ({
  launch,
}) => {
  let slow = false;
  const { page } = await launch({
    before: async (call, json, answer) => {
      if (slow && call === 'drafts.put') await new Promise((done) => setTimeout(done, 500));
      return answer(call, json);
    },
  });
  await openSample(page);
  slow = true;
  await quickly(page, 'e', 'Control+a', 'x', 'Control+Enter', 'ArrowDown', 'ArrowUp', 'F2');
  await expect(editor(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid').getByRole('row').nth(1).locator('.value-cell')).toHaveText('x');
});

for (const early of ['', 'ne'])
  test(`what is typed in a cell takes the value's place, also where that comes ${early === '' ? 'before it' : 'amid it'} and late @chromium`, async ({
    launch,
  }) => {
    const values = Promise.withResolvers<void>();
    const { page } = await launch({
      before: async (call, json, answer) => {
        if (call === 'values.inView') await values.promise;
        return answer(call, json);
      },
    });
    await openSample(page);
    await page.keyboard.press('F2');
    await expect(editor(page)).toBeFocused();
    await page.keyboard.type(early);
    values.resolve();
    await expect(page.getByRole('grid').getByRole('row').nth(2).locator('.value-cell')).toHaveText('large-3');
    await page.keyboard.type('new'.slice(early.length));
    await expect(editor(page)).toHaveValue('new');
    await page.keyboard.press('Escape');
  });

test('a value of several lines that comes late is never edited in its cell, nor as it was before @chromium', async ({
  launch,
}) => {
  let values = Promise.resolve();
  const { page } = await launch({
    before: async (call, json, answer) => {
      if (call === 'values.inView') await values;
      return answer(call, json);
    },
  });
  const lines = '-----BEGIN-----\nmade up\n-----END-----\n';
  const field = dialog(page).getByRole('textbox', { name: 'Value' });
  await openSample(page);
  await page.keyboard.press('e');
  await expect(field).toBeFocused();
  const shown = Promise.withResolvers<void>();
  values = shown.promise;
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(lines);
  await quickly(page, 'Control+Enter', 'Enter');
  await expect(editor(page)).toBeFocused();
  shown.resolve();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(lines);

  const again = Promise.withResolvers<void>();
  values = again.promise;
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(`${lines}more\n`);
  await quickly(page, 'Control+Enter', 'Enter');
  await expect(field).toHaveValue(lines);
  again.resolve();
  await expect(field, 'nothing was typed, so it begins again').toHaveValue(`${lines}more\n`);
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
});
