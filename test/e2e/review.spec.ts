import { expect, test } from '../support/fixtures.ts';
import { pathTo, prepareProfile, removeFolder } from '../support/profile.ts';

let profile = '';
test.afterEach(() => removeFolder(profile));

type Drafts = Readonly<Record<string, string>>;

/** A profile whose production holds KEPT_TEXT, with these drafts. */
async function draftsInProduction(drafts: Drafts) {
  const made = await prepareProfile({ dev: {}, production: { KEPT_TEXT: 'kept' } }, ({ ask, env }) =>
    ask('drafts.put', {
      env: env('production'),
      patches: Object.entries(drafts).map(([key, value]) => ({ key, value })),
    }),
  );
  profile = made.profile;
  return { ...made, args: ['--path', pathTo('production')] };
}

test('Ctrl+Enter leads to what has to be typed, one after the other, and never past it @chromium', async ({
  launch,
}) => {
  const { page, said } = await launch(await draftsInProduction({ PLATOS_TEST_MODE: '1', NEW_TEXT: 'fake' }));
  await expect(page.getByRole('grid')).toContainText('NEW_TEXT');
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog');
  const key = dialog.getByLabel(/^Test mode lets .* Type PLATOS_TEST_MODE to apply/);
  const slug = dialog.getByLabel('Type production to make these 2 changes to Production');
  await expect(key).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toContainText('Type PLATOS_TEST_MODE here first.');
  await page.keyboard.type('PLATOS_TEST_MODE');
  await page.keyboard.press('Control+Enter');
  await expect(slug).toBeFocused();
  await expect(dialog).toContainText('Type production here first.');
  await page.keyboard.type('prod');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toContainText('Type “production” exactly.');
  expect(said.filter(({ name }) => name === 'changes.apply')).toEqual([]);
  await page.keyboard.type('uction');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Messages')).toContainText('2 changes applied to Production');
  const undo = page.getByLabel('Messages').getByRole('button', { name: 'Undo' });
  await expect(undo).toHaveAttribute('aria-keyshortcuts', 'u');
  await page.keyboard.press('Alt+7');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Save 2 drafts in Production');
  await expect(undo, 'the key means the change that is shown').not.toHaveAttribute('aria-keyshortcuts');
  await page.keyboard.press('u');
  await expect(dialog).toContainText('Undo: Save 2 drafts in Production');
});

test('taking rows out of a review, the keys act on the next one and at the end on the one before @chromium', async ({
  launch,
}) => {
  const { page } = await launch(await draftsInProduction({ A_TEXT: '1', B_TEXT: '2', C_TEXT: '3' }));
  await expect(page.getByRole('grid')).toContainText('C_TEXT');
  await page.keyboard.press('Control+s');
  const grid = page.getByRole('dialog').getByRole('grid');
  const active = grid.locator('.grid-row[data-active] [role=rowheader] bdi');
  await expect(page.getByLabel(/^Type production to make/)).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(grid).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(active).toHaveText('B_TEXT');
  await page.keyboard.press('x');
  await expect(active).toHaveText('C_TEXT');
  await page.keyboard.press('x');
  await expect(active).toHaveText('A_TEXT');
  await page.keyboard.press('x');
  await expect(page.getByRole('dialog')).toContainText('Nothing to change');
});

test('Enter on a row of a review opens its whole values, masked until they are revealed @chromium', async ({
  launch,
}) => {
  const text = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen';
  const { page } = await launch(await draftsInProduction({ KEPT_TEXT: `${text} kept`, NEW_TEXT: text }));
  await expect(page.getByRole('grid')).toContainText('KEPT_TEXT');
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('grid').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const values = dialog.getByRole('region', { name: 'Values of KEPT_TEXT', exact: true });
  await expect(values).toContainText('masked');
  await expect(values).not.toContainText('kept');
  await page.keyboard.press('r');
  await expect(values.locator('ins')).toContainText(text);
  await page.keyboard.press('ArrowUp');
  const fresh = dialog.getByRole('region', { name: 'Values of NEW_TEXT', exact: true });
  await expect(fresh).toContainText('not set');
  await page.keyboard.press('Enter');
  await expect(fresh).toHaveCount(0);
});

test('Esc leads back from the review of a promotion; unticking all leads out of the empty list @chromium', async ({
  launch,
}) => {
  const made = await prepareProfile({ dev: { A_TEXT: 'a', B_TEXT: 'b' }, production: { C_TEXT: 'c' } });
  profile = made.profile;
  const { page } = await launch({ ...made, args: ['--path', pathTo('dev')] });
  await expect(page.getByRole('grid')).toContainText('A_TEXT');
  await page.keyboard.press('Alt+3');
  await expect(page.locator('.promote-counts')).toContainText(/2\s*new/);
  await page.keyboard.press('Control+Enter');
  const grid = page.getByRole('grid', { name: /^Keys to promote/ });
  await expect(grid).toContainText('A_TEXT');
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel(/^Type production to make/)).toBeFocused();
  await expect(page.getByRole('button', { name: 'Back', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();
  await expect(page.getByRole('button', { name: 'Chosen 1' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('u');
  const differing = page.getByRole('button', { name: 'Differences 2' });
  await expect(differing).toHaveAttribute('aria-pressed', 'true');
  await expect(grid).toContainText('B_TEXT');
  await page.keyboard.press('/');
  await page.keyboard.type('zzz');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No key matches “zzz” here')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(grid).toContainText('B_TEXT');
  await differing.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'New to Production 2' })).toBeFocused();
});

test('one value for several environments: an empty one is asked about, each review says which it is @chromium', async ({
  launch,
}) => {
  const made = await prepareProfile({
    dev: { A_TEXT: 'a' },
    staging: { A_TEXT: 'new' },
    lab: { A_TEXT: 'c' },
  });
  profile = made.profile;
  const { page } = await launch({ ...made, args: ['--path', pathTo('dev')] });
  await expect(page.getByRole('grid')).toContainText('A_TEXT');
  await page.keyboard.press('Home');
  await page.keyboard.press('s');
  const title = page.getByRole('dialog').last().getByRole('heading', { level: 1 });
  await expect(title).toHaveText('Set A_TEXT in several environments');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alertdialog')).toContainText('it would be empty in 3 environments');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(title).toHaveText('Set A_TEXT in several environments');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Value' })).toBeFocused();
  await page.keyboard.type('new');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Messages')).toContainText('A_TEXT already has this value in staging.');
  await expect(title).toHaveText('Review 1 of 2: Save 1 draft in Development');
  await page.keyboard.press('Control+Enter');
  await expect(title).toHaveText('Review 2 of 2: Save 1 draft in Lab');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByLabel('Messages')).toContainText('Not applied: Lab. Its draft is kept.');
  await expect(page.locator('.status-bar')).toContainText('No drafts here, 1 in Lab');
});

test('a review of several that has nothing left to change is stepped over by the key that applies @chromium', async ({
  launch,
}) => {
  const made = await prepareProfile({ dev: { A_TEXT: 'a' }, staging: { A_TEXT: 'b' } });
  profile = made.profile;
  const { page } = await launch({ ...made, args: ['--path', pathTo('dev')] });
  await expect(page.getByRole('grid')).toContainText('A_TEXT');
  await page.keyboard.press('Home');
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog').last();
  const title = dialog.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('Set A_TEXT in several environments');
  await page.keyboard.type('new');
  await page.keyboard.press('Control+Enter');
  await expect(title).toHaveText('Review 1 of 2: Save 1 draft in Development');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await expect(dialog).toContainText('nothing to change');
  await expect(dialog.getByRole('button', { name: 'Go on to review 2 of 2' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(title).toHaveText('Review 2 of 2: Save 1 draft in Staging');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Messages')).toContainText('1 change applied to Staging: A_TEXT.');
  await expect(page.locator('.status-bar')).toContainText('1 draft');
});

test('what is read-only is not found ticked for a value, a draft that would be replaced is named, and a deleted row says why not @chromium', async ({
  launch,
}) => {
  const made = await prepareProfile(
    { dev: { A_TEXT: 'a' }, staging: { A_TEXT: 'b' }, production: { A_TEXT: 'c' } },
    async ({ ask, env }) => {
      await ask('drafts.put', { env: env('staging'), patches: [{ key: 'A_TEXT', value: 'mine' }] });
      await ask('environments.update', { env: env('production'), protection: 'read-only' });
    },
  );
  profile = made.profile;
  const { page } = await launch({ ...made, args: ['--path', pathTo('dev')] });
  await expect(page.getByRole('grid')).toContainText('A_TEXT');
  await page.keyboard.press('Home');
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog');
  const tick = (name: string) => dialog.getByRole('checkbox', { name });
  await expect(tick('Development')).toBeChecked();
  await expect(tick('Staging replaces your draft')).toBeChecked();
  await expect(tick('Production replaces its value')).not.toBeChecked();
  await page.keyboard.press('Control+3');
  await expect(tick('Production')).toBeChecked();
  await page.keyboard.press('Control+2');
  await expect(tick('Staging')).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('grid')).toContainText('will be removed');
  await page.keyboard.press('s');
  await expect(page.getByLabel('Messages')).toContainText('A_TEXT is deleted by a draft');
  await expect(dialog).toBeHidden();
});
