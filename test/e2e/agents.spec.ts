import type { Page } from 'playwright-core';
import { ORIGIN } from '../../main/hosts/chromium/flags.ts';
import { findingsInBothThemes } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';
import { fillDocuments, pathTo, prepareProfile, removeFolder } from '../support/profile.ts';

/** The sample project in a session without a keychain, at its development environment. */
async function openSample(page: Page): Promise<void> {
  await page.waitForSelector('html[data-ready=true]');
  if (await page.getByText('This session only').isVisible()) await press(page, 'Tab', 'Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bring your environments');
  await press(page, 's');
  await expect(page.getByRole('grid')).toBeFocused();
  await press(page, 'Control+1');
  await expect(page.locator('.strip')).toContainText('Development');
}

async function press(page: Page, ...chords: readonly string[]): Promise<void> {
  for (const chord of chords) await page.keyboard.press(chord);
}

const dialog = (page: Page) => page.getByRole('dialog');
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

/** Type what the review demands, field by field, and apply. */
async function confirm(page: Page, ...typed: readonly string[]): Promise<void> {
  await press(page, 'Control+Enter');
  for (const text of typed) {
    await page.keyboard.type(text);
    await press(page, 'Control+Enter');
  }
  await expect(dialog(page)).toBeHidden();
}

test('an agent is cloned to production past a provider that cannot run there, and undone', async ({
  app: { page },
}) => {
  await openSample(page);
  await press(page, 'Control+3', 'Alt+5');
  const google = row(page, 'GOOGLE_GENERATIVE_AI_API_KEY');
  await expect(google.getByRole('gridcell').last()).toHaveText('not set');
  await press(page, 'Control+1', 'Alt+4');
  await expect(row(page, 'support-bot')).toContainText('Production: differs');
  await press(page, 'ArrowDown', 'Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Support bot' })).toBeVisible();

  await press(page, 'c');
  await expect(page.getByRole('checkbox', { name: 'Staging' })).toBeFocused();
  await press(page, 'Space', 'Tab', 'Space');
  const target = page.getByRole('region', { name: 'In Production', exact: true });
  await expect(target).toContainText('not able to run it: GOOGLE_GENERATIVE_AI_API_KEY has no value there');
  await expect(target).toContainText('not linked lacks HANDOVER_URL');

  await press(page, 'Control+Enter');
  await expect(dialog(page)).toContainText('Cannot run here: Google lacks GOOGLE_GENERATIVE_AI_API_KEY.');
  await expect(dialog(page)).toContainText('Prompt blocks › Tone › content');
  await expect(page.getByRole('textbox', { name: /Type support-bot to apply/ })).toBeFocused();
  await confirm(page, 'support-bot', 'prod');
  await expect(page.getByText('1 change applied to Production: agent support-bot.')).toBeVisible();

  await expect(row(page, 'support-bot')).toContainText('Production: same');
  await press(page, 'Control+3');
  await expect(row(page, 'support-bot')).toContainText('Development: same');
  await expect(row(page, 'support-bot')).toContainText('cannot run');
  await press(page, 'Alt+5');
  await expect(google.getByRole('gridcell').last()).toHaveText('not set');
  await expect(row(page, 'ANTHROPIC_API_KEY').first()).not.toContainText('same as');

  await press(page, 'Alt+7');
  await expect(page.getByRole('complementary')).toContainText('Prompt blocks › Tone › content');
  await press(page, 'u');
  await expect(dialog(page)).toContainText('Undo: Clone agent support-bot');
  await confirm(page, 'prod');
  await press(page, 'Alt+4');
  await expect(row(page, 'support-bot')).toContainText('Development: differs');
  await expect(row(page, 'support-bot')).toContainText('able to run');
});

test('a key is entered for the environment that lacks one, and the agent runs there', async ({
  app: { page },
}) => {
  await openSample(page);
  await press(page, 'Alt+5');
  const mistral = row(page, 'Mistral').first();
  await expect(mistral.getByRole('gridcell').first()).toHaveText('missing');
  while (!(await mistral.getAttribute('data-active'))) await press(page, 'ArrowDown');
  await press(page, 'n');
  await expect(dialog(page).getByRole('textbox', { name: 'Variable that holds the key' })).toHaveValue(
    'MISTRAL_API_KEY',
  );
  await page.keyboard.type('fake-mistral-of-dev');
  await press(page, 'Control+Enter');
  await expect(dialog(page)).toContainText('2 changes: 2 new');
  await confirm(page);
  await expect(mistral.getByRole('gridcell').first()).toHaveText('linked');
  expect(await page.content()).not.toContain('fake-mistral-of-dev');
  await press(page, 'Alt+4');
  await expect(row(page, 'refunds')).toContainText('able to run');
});

test('a clone begins at the environment that is ticked, and providers stand in the order of the project', async ({
  app: { page },
}) => {
  await openSample(page);
  await press(page, 'Control+2', 'Alt+4');
  await row(page, 'support-bot').click();
  await press(page, 'Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Support bot' })).toBeVisible();
  await press(page, 'c');
  await expect(page.getByRole('checkbox', { checked: true })).toHaveAccessibleName('Production');
  await expect(page.getByRole('checkbox', { name: 'Production' })).toBeFocused();
  await press(page, 'Alt+5');
  const heads = page.getByRole('grid', { name: /^Providers of Staging/ }).getByRole('columnheader');
  await expect(heads).toHaveText([/^Provider/, 'Development', 'Staging', 'Production']);
  // What is added is of the environment one is in, whichever column is first.
  await expect(page.getByRole('button', { name: 'Add a key in Staging…' })).toBeVisible();
});

test('a key that the target of a clone lacks is entered from there, and the clone goes on', async ({
  app: { page },
}) => {
  await openSample(page);
  await press(page, 'Alt+4');
  await expect(row(page, 'support-bot')).toContainText('Production: differs');
  await press(page, 'ArrowDown', 'Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Support bot' })).toBeVisible();
  await press(page, 'c');
  await expect(page.getByRole('checkbox', { name: 'Staging' })).toBeFocused();
  await press(page, 'Space', 'Tab', 'Space');
  const target = page.getByRole('region', { name: 'In Production', exact: true });
  const button = target.getByRole('button', { name: 'Enter GOOGLE_GENERATIVE_AI_API_KEY in Production…' });
  await expect(button).toBeVisible();
  await expect(target.getByRole('note')).toContainText(
    'has no value there. Press “Enter GOOGLE_GENERATIVE_AI_API_KEY in Production…” above or k;',
  );
  await press(page, 'k');
  await expect(dialog(page)).toContainText('Add a provider key in Production');
  await expect(dialog(page).getByRole('textbox', { name: 'Variable that holds the key' })).toHaveValue(
    'GOOGLE_GENERATIVE_AI_API_KEY',
  );
  await expect(dialog(page)).toContainText('none is carried over');
  await page.keyboard.type('fake-google-of-prod');
  await press(page, 'Escape');
  await expect(page.getByRole('alertdialog')).toContainText('Discard what you typed?');
  await press(page, 'Enter');
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await press(page, 'Control+Enter');
  await expect(dialog(page)).toContainText('2 changes: 2 new');
  await confirm(page, 'prod');
  await expect(page.getByRole('heading', { level: 1, name: 'Clone support-bot' })).toBeVisible();
  await expect(target).toContainText('changed');
  await expect(target).not.toContainText('not able to run it');
  await expect(button).toBeHidden();
  expect(await page.content()).not.toContain('fake-google-of-prod');
  await press(page, 'Control+Enter');
  await expect(dialog(page)).not.toContainText('Cannot run here');
  await confirm(page, 'prod');
  await expect(page.getByText('1 change applied to Production: agent support-bot.')).toBeVisible();
});

test('of a clone to several, what was applied is ticked no more, and what is the same needs no review', async ({
  app: { page },
}) => {
  await openSample(page);
  await press(page, 'Alt+4');
  await expect(row(page, 'support-bot')).toContainText('Production: differs');
  await press(page, 'ArrowDown', 'Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Support bot' })).toBeVisible();
  await press(page, 'c');
  const tick = (name: string) => page.getByRole('checkbox', { name });
  await expect(tick('Staging')).toBeFocused();
  await press(page, 'Tab', 'Space');
  await expect(page.getByRole('button', { name: 'Review 2 environments' })).toBeVisible();
  await press(page, 'Control+Enter');
  await expect(dialog(page)).toContainText('Review 1 of 2: Clone agent support-bot from Development to');
  await press(page, 'Control+Enter');
  await expect(dialog(page)).toContainText('Review 2 of 2');
  await press(page, 'Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(tick('Staging')).not.toBeChecked();
  await expect(tick('Production')).toBeChecked();

  await press(page, 'Shift+Tab', 'Space');
  await expect(tick('Staging')).toBeChecked();
  await expect(page.getByText('Nothing to change in Staging: left out.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Review', exact: true })).toBeVisible();
  await press(page, 'Control+Enter');
  await expect(dialog(page)).toContainText('Review: Clone agent support-bot from Development to');
  await expect(dialog(page)).toContainText('Production');
  await press(page, 'Escape');
  await expect(dialog(page)).toBeHidden();
  await press(page, 'Tab', 'Space');
  await expect(tick('Production')).not.toBeChecked();
  await press(page, 'Control+Enter');
  await expect(page.getByLabel('Messages')).toContainText('Nothing to change in Staging.');
  await expect(dialog(page)).toBeHidden();
});

test('variables, an agent and a queue are promoted in one plan', async ({ app: { page } }) => {
  await openSample(page);
  await press(page, 'Alt+3');
  await expect(page.getByText('1From and to')).toBeVisible();
  await page.waitForSelector('html[data-ready=true]');
  await press(page, 'Control+Enter');
  await expect(page.getByRole('grid', { name: /^Keys to promote/ })).toBeFocused();
  await press(page, 'ArrowDown', 'Space');
  await press(page, 'g');
  await expect(page.getByRole('grid', { name: /^The agents to promote/ })).toBeFocused();
  await press(page, 'a');
  await expect(page.getByRole('status').filter({ hasText: 'agent' })).toContainText('3 agents');
  await press(page, 'g');
  await expect(page.getByRole('grid', { name: /^The queues to promote/ })).toBeFocused();
  await press(page, 'Space');
  await press(page, 'Control+Enter');
  const review = page.getByRole('region', { name: 'Review' });
  await expect(review).toContainText('5 changes');
  await expect(review.getByRole('grid')).toContainText('answer-ticket');
  await press(page, 'Control+Enter');
  await expect(page.getByText('5 of 5 changes were applied to Staging.')).toBeVisible();
  await press(page, 'u');
  await expect(dialog(page)).toContainText('5 changes');
  await confirm(page);
  await press(page, 'Control+2', 'Alt+4');
  await expect(row(page, 'refunds')).toContainText('not here');
});

test('queues are paused, limited and reset by keys', async ({ app: { page } }) => {
  await openSample(page);
  await press(page, 'Alt+6');
  const mail = row(page, 'answer-ticket');
  await expect(mail).toContainText('Staging: 20');
  await press(page, 'p');
  await expect(dialog(page)).toContainText('Changes how the queue runs from now on.');
  await confirm(page);
  await expect(mail).toContainText('paused');
  await press(page, 'o');
  await expect(dialog(page).getByRole('textbox')).toBeFocused();
  await press(page, 'Control+A');
  await page.keyboard.type('12');
  await press(page, 'Control+Enter');
  await expect(dialog(page)).toContainText('Override');
  await confirm(page);
  await expect(mail).toContainText('instead of 5');
  await press(page, 'r');
  await expect(dialog(page)).toContainText('1 change');
  await confirm(page);
  await expect(mail).not.toContainText('override');
});

test('500 agents with prompts of 200 KB are listed, filtered, and those that differ cloned @chromium', async ({
  launch,
}) => {
  test.setTimeout(120_000);
  const key = { OPENAI_API_KEY: 'fake' };
  const { profile, keychain } = await prepareProfile({ dev: key, staging: key }, (made, store) =>
    fillDocuments(made, store, 500),
  );
  const { page } = await launch({ profile, keychain });
  await page.locator('.strip').waitFor();
  await page.goto(`${ORIGIN}${pathTo('dev', 'agents')}`);
  await expect(page.getByRole('grid')).toBeFocused();
  expect(await page.locator('.grid-row').count()).toBeLessThanOrEqual(60);
  await press(page, '/');
  await page.keyboard.type('agent-497');
  await press(page, 'Enter');
  await expect(page.locator('.grid-row')).toHaveCount(1);
  await press(page, 'Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Agent 497' })).toBeVisible();
  await expect(page.locator('.agent')).toContainText('more characters: Edit shows all of it');
  await press(page, 'Escape', 'Control+A', 'c');
  const target = page.getByRole('region', { name: 'In Staging', exact: true });
  await expect(target).toContainText('72 changed, 428 already the same');
  expect(await page.locator('.clone-agent').count()).toBeLessThanOrEqual(21);
  await press(page, 'Control+Enter');
  await expect(dialog(page)).toContainText('72 changes: 72 changed, 428 already the same');
  await confirm(page);
  await expect(page.getByText('72 changes applied to Staging: agents.')).toBeVisible();
  removeFolder(profile);
});

test('what an agent was is forgotten once its slug was typed @chromium', async ({ app: { page } }) => {
  await openSample(page);
  await press(page, 'Alt+4');
  await expect(row(page, 'support-bot')).toBeVisible();
  await press(page, 'ArrowDown', 'Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Support bot' })).toBeVisible();
  await press(page, 'v');
  await expect(dialog(page)).toContainText('Version 1');
  await dialog(page).getByRole('button', { name: 'Forget old versions…' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Forget the old versions of support-bot?');
  await question.getByRole('textbox').fill('support-bot');
  await question.getByRole('button', { name: 'Forget them' }).click();
  await expect(page.getByText('Forgot 1 old version of support-bot.')).toBeVisible();
  await expect(dialog(page).getByRole('rowheader')).toHaveText(['2']);
});

test('axe finds nothing on an agent, its versions, a clone, its review and a key @chromium', async ({
  app: { page },
}) => {
  test.setTimeout(120_000);
  await openSample(page);
  const looks = async (what: string) => expect.soft(await findingsInBothThemes(page), what).toEqual([]);
  await press(page, 'Alt+4');
  await expect(row(page, 'support-bot')).toBeVisible();
  await press(page, 'ArrowDown', 'Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Support bot' })).toBeVisible();
  await looks('an agent');
  await press(page, 'd');
  await expect(dialog(page)).toContainText('Development and Staging');
  await looks('compared');
  await press(page, 'Escape');
  await expect(dialog(page)).toBeHidden();
  await press(page, 'v');
  await expect(dialog(page)).toContainText('Version 1');
  await looks('versions');
  await press(page, 'Escape', 'e');
  await expect(dialog(page).getByRole('textbox')).toBeFocused();
  await looks('edit');
  await press(page, 'Escape', 'c');
  await expect(page.getByText('Field by field')).toBeVisible();
  await looks('clone');
  await press(page, 'Control+Enter');
  await expect(dialog(page)).toContainText('Prompt blocks');
  await looks('review');
  await press(page, 'Escape');
  await expect(dialog(page)).toBeHidden();
  await press(page, 'Alt+5');
  await expect(page.getByRole('grid')).toBeFocused();
  await press(page, 'n');
  await expect(dialog(page)).toContainText('Variable that holds the key');
  await looks('key');
});

test('a clone ends with its environment, and the key of the page leads back to the list', async ({
  app: { page },
}) => {
  await openSample(page);
  await press(page, 'Alt+4');
  await expect(row(page, 'support-bot')).toContainText('Production: differs');
  await press(page, 'ArrowDown', 'c');
  await expect(page.getByRole('checkbox', { name: 'Staging' })).toBeChecked();
  await press(page, 'Control+3');
  await expect(page.locator('.strip')).toContainText('Production');
  await expect(page.getByRole('grid', { name: 'Agents of Production' })).toBeFocused();
  expect(new URL(page.url()).search).toBe('');
  await press(page, 'Control+1');
  await expect(page.getByRole('grid', { name: 'Agents of Development' })).toBeFocused();

  await press(page, 'c');
  await expect(page.getByRole('checkbox', { name: 'Staging' })).toBeChecked();
  await press(page, 'Alt+4');
  await expect(page.getByRole('grid', { name: 'Agents of Development' })).toBeFocused();
  await press(page, 'Enter');
  await expect(page.locator('.agent')).toBeVisible();
  await press(page, 'Alt+4');
  await expect(page.getByRole('grid', { name: 'Agents of Development' })).toBeFocused();
});

test('the two sides of Compare stay as they were when one of them is gone to', async ({ app: { page } }) => {
  await openSample(page);
  await press(page, 'Control+d');
  await expect(page.getByRole('dialog')).toContainText('Production');
  await press(page, 'Enter');
  const sides = page.locator('.pair');
  await expect(sides).toContainText(/Development.*Production/s);
  await press(page, 'Control+3');
  await expect(page.locator('.strip')).toContainText('Production');
  await expect(page).toHaveURL(/left=dev.*right=prod/);
  await expect(sides).toContainText(/Development.*Production/s);
});
