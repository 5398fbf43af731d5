import { expect, type Locator, type Page } from '@playwright/test';
import { type Hands, seeMessage, tabTo } from './server-story.ts';
import { rows, seeRows, strip } from './story.ts';

/** What the story is told of: an agent of development that runs on OpenAI, in a list of its own workspace. */
export interface Cast {
  readonly agent: { readonly slug: string; readonly name: string };
  /** Whether the workspace can only store a secret as plain text, which takes the key typed. */
  readonly storesPlain: boolean;
}

export const variable = 'OPENAI_API_KEY';
export const newKey = 'fake-openai-made-for-qa';

const dialog = (page: Page) => page.getByRole('dialog');
const step = (page: Page) => page.locator('[aria-current=step]');
export const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

/** Another environment, by its name and the palette; the page stays. */
export async function goTo({ page, keys }: Hands, name: string): Promise<void> {
  await keys.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find or do anything' })).toBeFocused();
  await keys.type(name);
  await expect(page.locator('[role=option][aria-selected=true] .picker-title')).toHaveText(name);
  await keys.press('Enter');
  await expect(strip(page)).toHaveText(name);
}

/** Another page of this environment, by its digit. */
export async function openPage({ page, keys }: Hands, digit: number, path: string): Promise<void> {
  await keys.press(`Alt+${digit}`);
  await expect.poll(() => new URL(page.url()).pathname.split('/').at(-1)).toBe(path);
  await page.waitForSelector('html[data-ready=true]');
}

/** Types what the review demands, field by field, and applies. */
async function apply({ page, keys }: Hands, ...typed: readonly string[]): Promise<void> {
  await keys.press('Control+Enter');
  for (const text of typed) {
    await keys.type(text);
    await keys.press('Control+Enter');
  }
  await expect(dialog(page)).toBeHidden();
}

/** Asks for QA on the page of environments. */
export async function createQa(hands: Hands): Promise<void> {
  const { page, keys } = hands;
  await openPage(hands, 8, 'environments');
  await expect(page.getByRole('heading', { name: 'Environments' })).toBeVisible();
  await keys.press('n');
  await expect(page.getByLabel('Name')).toBeFocused();
  await keys.type('QA');
  await expect(page.getByLabel('Slug')).toHaveValue('qa');
  await keys.press('Control+Enter');
  await expect(dialog(page)).toBeHidden();
}

/** A first variable in the new environment. */
export async function addVariable(hands: Hands): Promise<void> {
  const { page, keys } = hands;
  await goTo(hands, 'QA');
  await openPage(hands, 1, 'environment-variables');
  await expect(page.getByText('No variables')).toBeVisible();
  await keys.press('n');
  await expect(page.getByLabel('Key', { exact: true })).toBeFocused();
  await keys.type('COLOUR');
  await keys.press('Tab');
  await keys.type('green');
  await keys.press('Control+Enter');
  await expect(dialog(page)).toBeHidden();
  await keys.press('Control+s');
  await expect(dialog(page)).toContainText('1 change');
  await apply(hands);
  await seeMessage(hands, '1 change applied to QA: COLOUR.');
  await seeRows(page, 1);
}

/** From the agent of development to what it would be in QA. */
async function lookAtClone(hands: Hands, { agent }: Cast): Promise<void> {
  const { page, keys } = hands;
  await goTo(hands, 'Development');
  await openPage(hands, 4, 'agents');
  await expect(rows(page)).toBeFocused();
  await keys.press('/', 'Control+a');
  await keys.type(agent.slug);
  await seeRows(page, 1);
  await keys.press('Enter', 'Enter');
  await expect(page.getByRole('heading', { level: 1, name: agent.name })).toBeVisible();
  await page.waitForSelector('html[data-ready=true]');
  await keys.press('c');
  await expect(page.getByRole('checkbox', { checked: true }).first()).toBeFocused();
  for (const box of await page.getByRole('checkbox').all()) {
    const isQa = (await box.getAttribute('aria-label')) === 'QA' || (await box.evaluate(textAround)) === 'QA';
    if ((await box.isChecked()) === isQa) continue;
    await tabTo(hands, box);
    await keys.press('Space');
  }
}

const textAround = (element: Element): string => element.closest('label')?.textContent ?? '';

const target = (page: Page) => page.getByRole('region', { name: 'In QA', exact: true });

/** The cell of QA: every environment has a column, in the order of the project. */
async function cellOfQa(page: Page): Promise<Locator> {
  const heads = await page.getByRole('columnheader').allTextContents();
  return row(page, variable)
    .getByRole('gridcell')
    .nth(heads.indexOf('QA') - 1);
}

/** Development pays with its own key, QA has none: it does not come along, and another one is asked for. */
export async function seeKeyStayBehind(hands: Hands, cast: Cast): Promise<void> {
  const { page, keys } = hands;
  await lookAtClone(hands, cast);
  await expect(target(page)).toContainText(`QA is not able to run it: ${variable} has no value there.`);
  await expect(target(page)).toContainText(`Press “Enter ${variable} in QA…” above or k;`);
  await keys.press('Control+Enter');
  await expect(dialog(page)).toContainText(`Cannot run here: OpenAI lacks ${variable}.`);
  await keys.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await goTo(hands, 'QA');
  await openPage(hands, 5, 'providers');
  await expect(row(page, variable)).toBeVisible();
  await expect(await cellOfQa(page)).toHaveText('not set');
}

/** A key made for QA, with the value typed. */
export async function addProviderKey(hands: Hands, { storesPlain }: Cast): Promise<void> {
  const { page, keys } = hands;
  const wanted = row(page, variable);
  for (let n = 0; n < 20 && (await wanted.getAttribute('data-active')) === null; n += 1)
    await keys.press('ArrowDown');
  await keys.press('n');
  await expect(dialog(page).getByLabel('Variable that holds the key')).toHaveValue(variable);
  await expect(dialog(page)).toContainText('none is carried over');
  await keys.type(newKey);
  await keys.press('Control+Enter');
  await expect(dialog(page)).toContainText('2 changes: 2 new');
  await apply(hands, ...(storesPlain ? [variable] : []));
  await expect(await cellOfQa(page)).toContainText('default');
  expect(await page.content()).not.toContain(newKey);
}

/** Now the agent runs in QA, on the key of QA. */
export async function promoteAgent(hands: Hands, cast: Cast): Promise<void> {
  const { page, keys } = hands;
  await lookAtClone(hands, cast);
  await expect(target(page)).toContainText('new there');
  await expect(target(page)).not.toContainText('not able to run it');
  await keys.press('Control+Enter');
  await expect(dialog(page)).toContainText('1 change: 1 new');
  await apply(hands);
  await seeMessage(hands, '1 change applied to QA: agent ');
  await goTo(hands, 'QA');
  await expect(row(page, cast.agent.slug)).toContainText('able to run');
  await expect(row(page, cast.agent.slug)).not.toContainText('not able to run');
}

/** From the list of environments to the step that copies. */
export async function beginRename(hands: Hands): Promise<void> {
  const { page, keys } = hands;
  await openPage(hands, 8, 'environments');
  await keys.press('Shift+F2');
  await expect(page.getByLabel('New slug')).toBeFocused();
  await keys.press('Escape');
  await expect(page.getByLabel('New slug')).toBeHidden();
  await keys.press('Shift+F2');
  await expect(page.getByLabel('New slug')).toBeFocused();
  await keys.type('uat');
  await keys.press('Control+Enter');
  await expect(step(page)).toHaveText(/Create/);
  await keys.press('Control+Enter');
  await expect(dialog(page)).toContainText('It is empty.');
  await keys.press('Control+Enter');
}

/** Copies, checks and switches; the old one is left. */
export async function copyAndSwitch(hands: Hands): Promise<void> {
  const { page, keys } = hands;
  await expect(step(page)).toHaveText(/Copy/);
  await keys.press('Control+Enter');
  await expect(dialog(page)).toContainText('4 changes: 4 new');
  await apply(hands);
  await expect(step(page)).toHaveText(/Check/);
  await keys.press('Control+Enter');
  await expect(step(page)).toHaveText(/Switch/);
  await keys.press('Control+Enter');
  await expect(step(page)).toHaveText(/Archive/);
}

/** Asks for the old one to be archived. */
export async function archiveOld({ page, keys }: Hands): Promise<void> {
  await expect(page.getByRole('button', { name: /^Archive qa/ })).toBeVisible();
  await keys.press('Control+Enter');
  await expect(page.getByRole('alertdialog')).toContainText('Archive qa?');
  await keys.type('qa');
  await keys.press('Enter');
}

/** A link to QA from before opens what is now called uat, with all that was in it. */
export async function followOldLink(hands: Hands, old: string, { agent }: Cast): Promise<void> {
  const { page } = hands;
  await expect(page.getByLabel('This step')).toContainText('is now called');
  await page.goto(old);
  await expect(page.getByLabel('Messages')).toContainText('qa is now called uat');
  expect(new URL(page.url()).pathname).toContain('/env/uat/agents');
  await expect(row(page, agent.slug)).toContainText('able to run');
  await openPage(hands, 1, 'environment-variables');
  await expect(rows(page)).toContainText('COLOUR');
  await expect(rows(page)).toContainText(variable);
}
