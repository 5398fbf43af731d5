import { expect, test } from '../support/fixtures.ts';
import { openSample } from '../support/sample.ts';

test('a key chosen in the palette is the active one, from any page and past a filter', async ({
  app: { page },
}) => {
  await openSample(page);
  const active = page.locator('.grid-row[data-active]');
  const find = async (key: string) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(key);
    await expect(page.getByRole('option', { selected: true })).toContainText(key);
    await page.keyboard.press('Enter');
  };
  await page.keyboard.press('Control+Home');
  await expect(active).not.toContainText('OPENAI_API_KEY');
  await find('OPENAI_API_KEY');
  await expect(active).toContainText('OPENAI_API_KEY');
  expect(page.url()).not.toContain('key=');

  await page.keyboard.press('/');
  await page.keyboard.type('OPENAI');
  await expect(page.getByRole('grid').getByRole('rowheader')).toHaveCount(1);
  await find('LOG_LEVEL');
  await expect(active).toContainText('LOG_LEVEL');
  await expect(page.getByRole('grid')).toBeFocused();

  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Compare');
  await find('OPENAI_API_KEY');
  await expect(page.getByRole('grid', { name: /^Variables of/ })).toBeFocused();
  await expect(active).toContainText('OPENAI_API_KEY');
});

test('the sheet of keys names each key once, by what it does there', async ({ app: { page } }) => {
  await openSample(page);
  for (const digit of [1, 2, 7]) {
    await page.keyboard.press(`Alt+${digit}`);
    await expect(page.getByRole('grid').first()).toBeVisible();
    await page.keyboard.press('?');
    const lines = page.getByRole('dialog').locator('.keys-group:not(:last-child) .keys-line .kbd');
    await expect(lines.first()).toBeVisible();
    const chords = await lines.evaluateAll((all) => all.map((each) => each.textContent));
    expect(chords).toEqual([...new Set(chords)]);
    await page.keyboard.press('Escape');
  }
});
