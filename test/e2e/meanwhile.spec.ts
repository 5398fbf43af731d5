import type { Page } from 'playwright-core';
import { anotherHand } from '../support/another.ts';
import { writeDocuments } from '../support/documents.ts';
import { expect, test } from '../support/fixtures.ts';
import { pathTo, prepareProfile, removeFolder } from '../support/profile.ts';
import type { Before } from '../support/recorder.ts';

/** What a person has in hand stays that and nothing else, whatever another does meanwhile. */

const folders: string[] = [];
test.afterEach(() => folders.splice(0).forEach(removeFolder));

const dialog = (page: Page) => page.getByRole('dialog');

const queue = { type: 'custom', paused: false, limit: 5, override: null };
const pointer = (envVarName: string) => ({
  provider: 'openai',
  envVarName,
  label: envVarName,
  isDefault: false,
});

/** A project of two environments; the first has two variables, queues and provider keys, and an agent. */
async function prepared() {
  const made = await prepareProfile(
    { dev: { A_TEXT: 'a', B_TEXT: 'b', A_KEY: 'fake-a', B_KEY: 'fake-b' }, staging: { A_TEXT: 's' } },
    (services) =>
      writeDocuments(services, 'dev', {
        'queue a-queue': queue,
        'queue b-queue': queue,
        'provider-key openai:A_KEY': pointer('A_KEY'),
        'provider-key openai:B_KEY': pointer('B_KEY'),
        'agent helper': { name: 'Helper', model: 'openai:gpt-4.1-mini', systemPrompt: 'Help.' },
      }),
  );
  folders.push(made.profile);
  return made;
}

test('the environment being edited is the one that is saved, though another archives it @chromium', async ({
  launch,
}) => {
  const app = await launch({
    ...(await prepared()),
    args: ['--path', pathTo('staging', 'environments')],
  });
  const { page } = app;
  const another = anotherHand(app);
  await expect(page.getByRole('row', { name: 'Staging' })).toBeFocused();
  await page.keyboard.press('F2');
  await expect(dialog(page)).toContainText('Edit Staging');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Renamed');
  await another.ask('environments.archive', {
    env: await another.env('staging'),
    archived: true,
    confirmation: 'staging',
  });
  await expect(page.getByRole('row', { name: 'Staging' })).toHaveCount(0);
  await expect(dialog(page)).toContainText('Edit Staging');
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page)).toBeHidden();
  const { workspaces } = await another.ask('scope.list', {});
  const { environments = [] } = workspaces[0]?.organizations[0]?.projects[0] ?? {};
  expect(new Map(environments.map(({ slug, name }) => [slug, name]))).toEqual(
    new Map([
      ['dev', 'Development'],
      ['staging', 'Renamed'],
    ]),
  );
});

test('the limit being typed is for the queue it was begun for, though another deletes that @chromium', async ({
  launch,
}) => {
  const app = await launch({ ...(await prepared()), args: ['--path', pathTo('dev', 'queues')] });
  const { page } = app;
  const another = anotherHand(app);
  await expect(page.getByRole('grid')).toContainText('b-queue');
  await page.waitForSelector('html[data-ready=true]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('o');
  await expect(dialog(page)).toContainText('Runs at a time: b-queue');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('7');
  await another.write('dev', {
    type: 'edits',
    documents: [{ resource: 'queue', key: 'b-queue', content: null }],
  });
  await expect(page.locator('.grid-row')).toHaveCount(1);
  await expect(dialog(page)).toContainText('Runs at a time: b-queue');
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page).getByRole('grid')).toContainText('b-queue');
  await expect(dialog(page).getByRole('grid')).not.toContainText('a-queue');
});

test('the key being typed is for the variable it was begun for, though another takes its pointer away @chromium', async ({
  launch,
}) => {
  const app = await launch({ ...(await prepared()), args: ['--path', pathTo('dev', 'providers')] });
  const { page } = app;
  const another = anotherHand(app);
  const row = page.locator('.grid-row', { hasText: 'B_KEY' });
  await expect(row).toBeVisible();
  await page.waitForSelector('html[data-ready=true]');
  while (!(await row.getAttribute('data-active'))) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('e');
  await expect(dialog(page)).toContainText('B_KEY in Development');
  await page.keyboard.type('fake-new-key-of-b');
  await another.write('dev', {
    type: 'edits',
    documents: [{ resource: 'provider-key', key: 'openai:B_KEY', content: null }],
  });
  await expect(row).toHaveCount(0);
  await expect(dialog(page)).toContainText('B_KEY in Development');
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page)).toContainText('Review');
  await expect(dialog(page).getByRole('grid')).toContainText('B_KEY');
  await expect(dialog(page).getByRole('grid')).not.toContainText('A_KEY');
});

test('an agent that another changes while it is edited is not written over unseen @chromium', async ({
  launch,
}) => {
  const app = await launch({
    ...(await prepared()),
    args: ['--path', `${pathTo('dev', 'agents')}?agent=helper`],
  });
  const { page } = app;
  const another = anotherHand(app);
  await expect(page.getByRole('heading', { level: 1, name: 'Helper' })).toBeVisible();
  await page.waitForSelector('html[data-ready=true]');
  await page.keyboard.press('e');
  const field = dialog(page).getByRole('textbox', { name: 'The agent as JSON' });
  await expect(field).toBeFocused();
  const agent = (systemPrompt: string) =>
    JSON.stringify({ name: 'Helper', model: 'openai:gpt-4.1-mini', systemPrompt });
  await field.fill(agent('Mine.'));
  await another.write('dev', {
    type: 'edits',
    documents: [{ resource: 'agent', key: 'helper', content: agent('Of another.') }],
  });
  await expect(page.locator('article.agent')).toContainText('Of another.');
  await expect(field).toHaveValue(agent('Mine.'));
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page)).toContainText('1 changed meanwhile');
});

test('an agent that another deletes while it is edited stays in its editor @chromium', async ({ launch }) => {
  const app = await launch({
    ...(await prepared()),
    args: ['--path', `${pathTo('dev', 'agents')}?agent=helper`],
  });
  const { page } = app;
  const another = anotherHand(app);
  await expect(page.getByRole('heading', { level: 1, name: 'Helper' })).toBeVisible();
  await page.waitForSelector('html[data-ready=true]');
  await page.keyboard.press('e');
  const field = dialog(page).getByRole('textbox', { name: 'The agent as JSON' });
  await expect(field).toBeFocused();
  await field.fill('{ "name": "Half');
  await another.write('dev', {
    type: 'edits',
    documents: [{ resource: 'agent', key: 'helper', content: null }],
  });
  await expect(page.getByText('helper is not in Development')).toBeVisible();
  await expect(field).toHaveValue('{ "name": "Half');
});

/** Main makes no plan until it is told to. */
function withoutPlans() {
  let offline = true;
  const refusal = JSON.stringify({
    ok: false,
    error: { code: 'server', problem: 'offline', server: 'Work' },
  });
  const before: Before = async (call, json, answer) =>
    offline && call === 'changes.plan' ? refusal : answer(call, json);
  return {
    before,
    back: () => {
      offline = false;
    },
  };
}

test('an agent stays in its editor where its review cannot be made, and until it is there @chromium', async ({
  launch,
}) => {
  const plans = withoutPlans();
  const { page } = await launch({
    ...(await prepared()),
    args: ['--path', `${pathTo('dev', 'agents')}?agent=helper`],
    before: plans.before,
  });
  await expect(page.getByRole('heading', { level: 1, name: 'Helper' })).toBeVisible();
  await page.waitForSelector('html[data-ready=true]');
  await page.keyboard.press('e');
  const field = dialog(page).getByRole('textbox', { name: 'The agent as JSON' });
  await expect(field).toBeFocused();
  const mine = '{ "name": "Mine", "model": "openai:gpt-4.1-mini", "systemPrompt": "A long text." }';
  await field.fill(mine);
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page).getByRole('alert')).toBeVisible();
  await expect(field).toHaveValue(mine);
  plans.back();
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page)).toContainText('Review: Change agent helper');
  await expect(field).toHaveCount(0);
  await expect(dialog(page).getByRole('textbox', { name: /Type helper to apply/ })).toBeFocused();
  await page.keyboard.type('helper');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Mine' })).toBeVisible();
});

test('a key stays in its field where its review cannot be made @chromium', async ({ launch }) => {
  const plans = withoutPlans();
  const { page } = await launch({
    ...(await prepared()),
    args: ['--path', pathTo('dev', 'providers')],
    before: plans.before,
  });
  await expect(page.locator('.grid-row', { hasText: 'B_KEY' })).toBeVisible();
  await page.waitForSelector('html[data-ready=true]');
  await page.keyboard.press('n');
  await expect(dialog(page).getByRole('textbox', { name: /value for/ })).toBeFocused();
  await page.keyboard.type('fake-and-long');
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page).getByRole('alert')).toBeVisible();
  await expect(dialog(page).getByRole('textbox', { name: /value for/ })).toHaveValue('fake-and-long');
  plans.back();
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page).getByRole('grid')).toBeVisible();
  await expect(dialog(page).getByRole('textbox', { name: /value for/ })).toHaveCount(0);
});
