import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { anotherHand } from '../support/another.ts';
import { fillAddress, pasteToken } from '../support/connect-keys.ts';
import { expect, test } from '../support/fixtures.ts';
import { pathTo, prepareProfile, removeFolder } from '../support/profile.ts';
import type { Before } from '../support/recorder.ts';
import { openSample } from '../support/sample.ts';
import { startServer } from '../support/server/server.ts';

/** What main answers late is for what it was asked for: it takes nothing away from what the person does by then. */

const folders: string[] = [];
test.afterEach(() => folders.splice(0).forEach(removeFolder));

const dialog = (page: Page) => page.getByRole('dialog');
const active = (page: Page) => page.locator('.grid-row[data-active] [role=rowheader] bdi');

/** What came before is drawn. */
const painted = (page: Page) =>
  page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));

/** Holds calls back until they are let go; counts those that came. */
function gate(...names: readonly string[]) {
  let open = Promise.resolve();
  let came = 0;
  const before: Before = async (call, json, answer) => {
    if (!names.includes(call)) return answer(call, json);
    came += 1;
    const mine = open;
    await mine;
    return answer(call, json);
  };
  return {
    before,
    came: () => came,
    /** Those that come from now on wait. Gives the way to let them go. */
    hold: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      open = promise;
      return resolve;
    },
  };
}

const texts = { A_TEXT: 'a', B_TEXT: 'b', C_TEXT: 'c' };

async function launchable(
  slug: string,
  page = 'environment-variables',
  environments: Parameters<typeof prepareProfile>[0] = { dev: texts, staging: texts, production: texts },
) {
  const made = await prepareProfile(environments);
  folders.push(made.profile);
  return { profile: made.profile, keychain: made.keychain, args: ['--path', pathTo(slug, page)] };
}

test('a note being typed stays in its dialog, though another deletes the variable @chromium', async ({
  launch,
}) => {
  const app = await launch(await launchable('dev'));
  const { page } = app;
  const another = anotherHand(app);
  await page.waitForSelector('html[data-ready=true]');
  await expect(page.getByRole('grid')).toContainText('C_TEXT');
  await page.keyboard.press('Home');
  await page.keyboard.press('m');
  const note = dialog(page).getByRole('textbox', { name: 'Note' });
  await expect(note).toBeFocused();
  await page.keyboard.type('why it ');
  await another.write('dev', { type: 'patches', patches: [{ key: 'A_TEXT', deleted: true }] });
  await expect(page.getByRole('grid', { includeHidden: true })).not.toContainText('A_TEXT');
  await page.keyboard.type('is there');
  await expect(note).toHaveValue('why it is there');
});

test('a value for several environments stays in its dialog, though another deletes the variable @chromium', async ({
  launch,
}) => {
  const app = await launch(await launchable('dev'));
  const { page } = app;
  const another = anotherHand(app);
  await page.waitForSelector('html[data-ready=true]');
  await expect(page.getByRole('grid')).toContainText('C_TEXT');
  await page.keyboard.press('Home');
  await page.keyboard.press('s');
  const field = dialog(page).getByRole('textbox', { name: 'Value' });
  await expect(field).toBeFocused();
  await page.keyboard.type('half ');
  await another.write('dev', { type: 'patches', patches: [{ key: 'A_TEXT', deleted: true }] });
  await expect(page.getByRole('grid', { includeHidden: true })).not.toContainText('A_TEXT');
  await page.keyboard.type('and half');
  await expect(field).toHaveValue('half and half');
});

test('one value for several environments is set once, as it was when it was sent @chromium', async ({
  launch,
}) => {
  const puts = gate('drafts.put');
  const { page, said } = await launch({ ...(await launchable('dev')), before: puts.before });
  await page.waitForSelector('html[data-ready=true]');
  await expect(page.getByRole('grid')).toContainText('C_TEXT');
  await page.keyboard.press('Home');
  await page.keyboard.press('s');
  await expect(dialog(page).getByRole('textbox', { name: 'Value' })).toBeFocused();
  await expect(dialog(page).getByRole('checkbox', { name: 'Production' })).toBeChecked();
  await page.keyboard.type('new');
  const go = puts.hold();
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.type('er');
  go();
  await expect(dialog(page)).toContainText('Review 1 of 3');
  const values = said
    .filter(({ name }) => name === 'drafts.put')
    .map(({ input }) => (JSON.parse(input) as { patches: { value: string }[] }).patches[0]?.value);
  expect(values).toEqual(['new', 'new', 'new']);
  expect(said.filter(({ name }) => name === 'changes.plan')).toHaveLength(1);
});

test('a tick taken away before it is known where else the key is set is the only one that is not there @chromium', async ({
  launch,
}) => {
  const { promise, resolve: go } = Promise.withResolvers<void>();
  const { page } = await launch({
    ...(await launchable('dev')),
    before: async (call, json, answer) => {
      if (call === 'variables.list' && json.includes('"production"')) await promise;
      return answer(call, json);
    },
  });
  await page.waitForSelector('html[data-ready=true]');
  await expect(page.getByRole('grid')).toContainText('C_TEXT');
  await page.keyboard.press('Home');
  await page.keyboard.press('s');
  await expect(dialog(page).getByRole('textbox', { name: 'Value' })).toBeFocused();
  const tick = (name: string) => dialog(page).getByRole('checkbox', { name });
  await expect(tick('Staging')).toBeChecked();
  await expect(tick('Production')).not.toBeChecked();
  await page.keyboard.press('Control+2');
  await expect(tick('Staging')).not.toBeChecked();
  go();
  await expect(tick('Production')).toBeChecked();
  await expect(tick('Development')).toBeChecked();
  await expect(tick('Staging')).not.toBeChecked();
});

test('the present value that comes late does not replace what was typed meanwhile @chromium', async ({
  launch,
}) => {
  const reveals = gate('values.reveal');
  const { page, said } = await launch({ ...(await launchable('production')), before: reveals.before });
  await page.waitForSelector('html[data-ready=true]');
  await expect(page.getByRole('grid')).toContainText('C_TEXT');
  await page.keyboard.press('Home');
  await page.keyboard.press('e');
  const field = dialog(page).getByRole('textbox', { name: 'Value' });
  await expect(field).toBeFocused();
  const go = reveals.hold();
  await dialog(page).getByRole('button', { name: 'Show the present value' }).press('Enter');
  await field.focus();
  await page.keyboard.type('mine');
  go();
  await expect.poll(() => said.some(({ name }) => name === 'values.reveal')).toBe(true);
  await painted(page);
  await expect(field).toHaveValue('mine');
});

test('a review asked for twice is one: what is typed into the first stays @chromium', async ({ launch }) => {
  const plans = gate('changes.plan');
  const app = await launch({ ...(await launchable('production')), before: plans.before });
  const { page } = app;
  const another = anotherHand(app);
  await page.waitForSelector('html[data-ready=true]');
  await expect(page.getByRole('grid')).toContainText('C_TEXT');
  await another.ask('drafts.put', {
    env: await another.env('production'),
    patches: [{ key: 'A_TEXT', value: 'changed' }],
  });
  await expect(page.getByRole('button', { name: /Review 1 draft/ })).toBeVisible();
  const first = plans.hold();
  await page.keyboard.press('/'); // the review waits for its plan on the screen, but not over a field
  await page.keyboard.press('Control+s');
  await expect.poll(plans.came).toBe(1);
  const second = plans.hold();
  await page.keyboard.press('Control+s');
  await expect.poll(plans.came).toBe(2);
  first();
  const field = dialog(page).getByRole('textbox');
  await expect(field).toBeFocused();
  await page.keyboard.type('produ');
  second();
  await expect.poll(() => app.said.filter(({ name }) => name === 'changes.plan')).toHaveLength(2);
  await painted(page);
  await expect(field).toHaveValue('produ');
});

test('an environment that is made late closes no other dialog than its own @chromium', async ({ launch }) => {
  const creates = gate('environments.create');
  const { page } = await launch({ ...(await launchable('staging', 'environments')), before: creates.before });
  await expect(page.getByRole('row', { name: 'Staging' })).toBeFocused();
  const go = creates.hold();
  await page.keyboard.press('n');
  await page.keyboard.type('First');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await page.keyboard.press('n');
  await page.keyboard.type('Second');
  go();
  await expect(page.getByRole('row', { name: 'First', includeHidden: true })).toHaveCount(1);
  await expect(dialog(page).getByRole('textbox', { name: 'Name' })).toHaveValue('Second');
});

test('a new variable that is kept late closes no other dialog than its own @chromium', async ({ launch }) => {
  const puts = gate('drafts.put');
  const { page } = await launch({ ...(await launchable('dev')), before: puts.before });
  await page.waitForSelector('html[data-ready=true]');
  await expect(page.getByRole('grid')).toContainText('C_TEXT');
  const go = puts.hold();
  await page.keyboard.press('n');
  await page.keyboard.type('FIRST_KEY');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).press('Enter');
  await expect(dialog(page)).toBeHidden();
  await page.keyboard.press('n');
  await page.keyboard.type('SECOND_KEY');
  go();
  await expect(page.getByRole('grid', { includeHidden: true })).toContainText('FIRST_KEY');
  await expect(dialog(page).getByRole('textbox', { name: 'Key' })).toHaveValue('SECOND_KEY');
});

test('a row that comes late does not take the keys from the row moved to meanwhile @chromium', async ({
  launch,
}) => {
  const lists = gate('drafts.list');
  const { page } = await launch({ ...(await launchable('dev')), before: lists.before });
  await page.waitForSelector('html[data-ready=true]');
  await expect(page.getByRole('grid')).toContainText('C_TEXT');
  await page.keyboard.press('Home');
  const go = lists.hold();
  await page.keyboard.press('n');
  await page.keyboard.type('NEW_KEY');
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page)).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await expect(active(page)).toHaveText('B_TEXT');
  go();
  await expect(page.getByRole('grid')).toContainText('NEW_KEY');
  await expect(active(page)).toHaveText('B_TEXT');
});

test('what is set of two kinds one right after the other is set of both @chromium', async ({ launch }) => {
  const puts = gate('rules.putKind');
  const { page } = await launch({ ...(await launchable('dev', 'environments')), before: puts.before });
  await expect(page.getByRole('row', { name: 'Development' })).toBeFocused();
  await page.keyboard.press('d');
  const select = (name: string) => page.getByRole('button', { name: `Differences of ${name}` });
  const go = puts.hold();
  for (const name of ['Development', 'Staging']) {
    await select(name).press('Enter');
    await page.getByRole('option', { name: 'Expected' }).press('Enter');
  }
  go();
  await expect(select('Development')).toContainText('Expected');
  await expect(select('Staging')).toContainText('Expected');
});

test('two environments ticked one right after the other are both unmasked @chromium', async ({ launch }) => {
  const updates = gate('environments.update');
  const { page } = await launch({ ...(await launchable('dev', 'settings')), before: updates.before });
  const box = (name: string) => page.getByRole('checkbox', { name: `Show plain values of ${name}` });
  await expect(box('Development')).toBeChecked();
  const go = updates.hold();
  await box('Development').press('Space');
  await box('Staging').press('Space');
  go();
  await expect(box('Development')).not.toBeChecked();
  await expect(box('Staging')).not.toBeChecked();
});

test('files placed one right after the other are all where they were put @chromium', async ({ launch }) => {
  const folder = mkdtempSync(join(tmpdir(), 'console-files-'));
  folders.push(folder);
  const paths = ['.env.one', '.env.two'].map((name) => {
    writeFileSync(join(folder, name), 'A=1\n');
    return join(folder, name);
  });
  const previews = gate('imports.preview');
  const { page } = await launch({
    ...(await launchable('dev')),
    args: ['--import', ...paths],
    before: previews.before,
  });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 2 files');
  const slug = (name: string) => page.getByRole('textbox', { name: `Environment for ${name}` });
  const go = previews.hold();
  await slug('.env.one').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('first');
  await slug('.env.two').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('second');
  go();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Kind of first' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Kind of second' })).toBeVisible();
});

test('a kind chosen right after a slug was typed leaves the slug as it was typed @chromium', async ({
  launch,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'console-files-'));
  folders.push(folder);
  const path = join(folder, '.env.one');
  writeFileSync(path, 'A=1\n');
  const previews = gate('imports.preview');
  const { page } = await launch({
    ...(await launchable('dev', 'environment-variables', { dev: texts })),
    args: ['--import', path],
    before: previews.before,
  });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 1 file');
  const slug = page.getByRole('textbox', { name: 'Environment for .env.one' });
  const go = previews.hold();
  await slug.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('other');
  await page.getByRole('button', { name: /Kind of/ }).press('Enter');
  await page.getByRole('option', { name: 'Preview' }).press('Enter');
  go();
  await expect(slug).toHaveValue('other');
  await expect(page.getByRole('button', { name: 'Kind of other' })).toContainText('Preview');
});

test('a promotion of an environment that another archives leaves its ticks to no other @chromium', async ({
  launch,
}) => {
  const app = await launch(await launchable('production', 'promote'));
  const { page } = app;
  const another = anotherHand(app);
  await another.write('staging', { type: 'patches', patches: [{ key: 'ONLY_HERE', value: 'x' }] });
  await another.write('dev', { type: 'patches', patches: [{ key: 'ONLY_HERE', value: 'y' }] });
  await expect(page.locator('.promote-counts')).toContainText('new to Production');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('grid', { name: /^Keys to promote/ })).toBeFocused();
  await page.keyboard.press('a');
  await expect(page.locator('.promote-foot [role=status]')).toHaveText('1 to copy');
  await another.ask('environments.archive', {
    env: await another.env('staging'),
    archived: true,
    confirmation: 'staging',
  });
  await expect(page.locator('.promote-way')).toContainText('Development');
  await expect(page.locator('.promote-foot [role=status]')).toHaveCount(0);
});

test('what is taken back of two that were carried is the one that the message is about @chromium', async ({
  launch,
}) => {
  const app = await launch({
    ...(await launchable('dev')),
    args: ['--path', `${pathTo('dev', 'compare')}?with=staging`],
  });
  const { page } = app;
  const another = anotherHand(app);
  await another.write('dev', {
    type: 'patches',
    patches: [
      { key: 'A_TEXT', value: 'other' },
      { key: 'B_TEXT', value: 'other' },
    ],
  });
  await expect(page.getByRole('grid')).toContainText('B_TEXT');
  await page.keyboard.press('Control+Home');
  const messages = page.getByLabel('Messages');
  for (const key of ['A_TEXT', 'B_TEXT']) {
    await expect(active(page)).toHaveText(key);
    await page.keyboard.press('Alt+ArrowRight');
    await expect(messages).toContainText(`Carried ${key} to Staging`);
    await page.keyboard.press('ArrowDown');
  }
  await messages.getByRole('button', { name: 'Undo' }).first().press('Enter');
  const drafts = async () => {
    const env = await another.env('staging');
    return (await another.ask('drafts.list', { env })).drafts.map(({ key }) => key);
  };
  await expect.poll(drafts).toEqual(['B_TEXT']);
});

test('a review that comes late takes no key from a value that is being typed by then @chromium', async ({
  launch,
}) => {
  const plans = gate('changes.plan');
  const app = await launch({ ...(await launchable('dev')), before: plans.before });
  const { page } = app;
  const another = anotherHand(app);
  await page.waitForSelector('html[data-ready=true]');
  await expect(page.getByRole('grid')).toContainText('C_TEXT');
  await another.ask('drafts.put', {
    env: await another.env('dev'),
    patches: [{ key: 'A_TEXT', value: 'changed' }],
  });
  await expect(page.getByRole('button', { name: /Review 1 draft/ })).toBeVisible();
  const go = plans.hold();
  await page.keyboard.press('/');
  const field = page.locator('input:focus');
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+s');
  await expect.poll(plans.came).toBe(1);
  await page.keyboard.type('half ');
  go();
  await expect.poll(() => app.said.filter(({ name }) => name === 'changes.plan')).toHaveLength(1);
  await painted(page);
  await page.keyboard.type('and half');
  await expect(field).toHaveValue('half and half');
  const messages = page.getByLabel('Messages');
  await expect(messages).toContainText('The review of Development was not opened: you went on typing.');
  await messages.getByRole('button', { name: 'Review' }).press('Enter');
  await expect(dialog(page)).toContainText('1 change: 1 changed');
});

test('a value typed for the target stays in its dialog, though another deletes the key it is of @chromium', async ({
  launch,
}) => {
  const app = await launch(await launchable('production', 'promote'));
  const { page } = app;
  const another = anotherHand(app);
  await another.write('staging', { type: 'patches', patches: [{ key: 'ONLY_HERE', value: 'x' }] });
  await expect(page.locator('.promote-counts')).toContainText('new to Production');
  await page.keyboard.press('Control+Enter');
  const grid = page.getByRole('grid', { name: /^Keys to promote/, includeHidden: true });
  await expect(grid).toContainText('ONLY_HERE');
  await expect(grid).toBeFocused();
  await page.keyboard.press('Home');
  await expect(active(page)).toHaveText('ONLY_HERE');
  await page.keyboard.press('s');
  const field = dialog(page).getByRole('textbox', { name: 'Value' });
  await expect(field).toBeFocused();
  await page.keyboard.type('half ');
  await another.write('staging', { type: 'patches', patches: [{ key: 'ONLY_HERE', deleted: true }] });
  await expect(grid).not.toContainText('ONLY_HERE');
  await page.keyboard.type('and half');
  await expect(field).toHaveValue('half and half');
});

test('x pressed twice takes two rows out of a review, however late main answers @chromium', async ({
  launch,
}) => {
  const excludes = gate('changes.exclude');
  const app = await launch({ ...(await launchable('dev')), before: excludes.before });
  const { page } = app;
  const another = anotherHand(app);
  await page.waitForSelector('html[data-ready=true]');
  await expect(page.getByRole('grid')).toContainText('C_TEXT');
  await another.ask('drafts.put', {
    env: await another.env('dev'),
    patches: Object.keys(texts).map((key) => ({ key, value: 'changed' })),
  });
  await expect(page.getByRole('button', { name: /Review 3 drafts/ })).toBeVisible();
  await page.keyboard.press('Control+s');
  const grid = dialog(page).getByRole('grid');
  await expect(grid).toBeFocused();
  await page.keyboard.press('Home');
  const go = excludes.hold();
  await page.keyboard.press('x');
  await page.keyboard.press('x');
  go();
  await expect(grid.getByRole('rowheader').locator('bdi')).toHaveText(['C_TEXT']);
});

test('a connection that is read late leads nobody away who left its dialog @chromium', async ({ launch }) => {
  const server = await startServer({ flavour: 'trigger' });
  try {
    const reads = gate('connections.refresh');
    const { page, said } = await launch({ ...(await launchable('dev')), before: reads.before });
    await page.waitForSelector('html[data-ready=true]');
    await expect(page.getByRole('grid')).toContainText('C_TEXT');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Connect a server');
    await page.keyboard.press('Enter');
    await fillAddress(page, server.url, 'Work');
    await page.keyboard.press('Enter');
    const go = reads.hold();
    await pasteToken(page, server.token);
    await expect(dialog(page)).toContainText('Reading the projects and environments');
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
    await page.keyboard.press('Home');
    await page.keyboard.press('F2');
    const field = page.getByLabel('Value of A_TEXT');
    await expect(field).toBeFocused();
    await page.keyboard.type('half ');
    go();
    await expect.poll(() => said.some(({ name }) => name === 'connections.refresh')).toBe(true);
    await expect(page.getByLabel('Messages')).toContainText('Connected to Work.');
    await painted(page);
    expect(page.url()).toContain(pathTo('dev'));
    await page.keyboard.type('and half');
    await expect(field).toHaveValue('half and half');
  } finally {
    await server.close();
  }
});

test('a link that is opened while a dialog is typed into is offered, and leads away once it is followed @chromium', async ({
  launch,
}) => {
  const { page, host } = await launch(await launchable('dev'));
  await page.waitForSelector('html[data-ready=true]');
  await page.keyboard.press('n');
  const field = dialog(page).getByRole('textbox', { name: 'Key' });
  await expect(field).toBeFocused();
  await page.keyboard.type('HALF_');
  host.emit('path.opened', JSON.stringify({ path: pathTo('staging') }));
  await expect(page.getByLabel('Messages')).toContainText('A link was opened.');
  await page.keyboard.type('AND_HALF');
  await expect(field).toHaveValue('HALF_AND_HALF');
  await page.getByLabel('Messages').getByRole('button', { name: 'Follow it' }).press('Enter');
  await expect(page.locator('.strip strong')).toHaveText('Staging');
});

test('the dialog of a key that comes late does not come over a review that is typed into @chromium', async ({
  launch,
}) => {
  const lists = gate('providers.list');
  const { page, said } = await launch({ before: lists.before });
  await openSample(page);
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Alt+4');
  await expect(page.getByRole('row').filter({ hasText: 'support-bot' })).toContainText('Production: differs');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Support bot' })).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByRole('checkbox', { name: 'Staging' })).toBeFocused();
  for (const key of ['Space', 'Tab', 'Space']) await page.keyboard.press(key);
  await expect(page.getByRole('button', { name: /^Enter GOOGLE_GENERATIVE_AI_API_KEY/ })).toBeVisible();
  const go = lists.hold();
  await page.keyboard.press('k');
  await expect.poll(lists.came).toBeGreaterThan(0);
  await page.keyboard.press('Control+Enter');
  const field = page.getByRole('textbox', { name: /Type support-bot to apply/ });
  await expect(field).toBeFocused();
  await page.keyboard.type('support-');
  go();
  await expect.poll(() => said.some(({ name }) => name === 'providers.list')).toBe(true);
  await painted(page);
  await page.keyboard.type('bot');
  await expect(field).toHaveValue('support-bot');
});
