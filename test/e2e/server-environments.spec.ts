import { expect, type Page } from '@playwright/test';
import { connectWithAgents } from '../support/agent-access.ts';
import { findingsInBothThemes } from '../support/axe.ts';
import { test } from '../support/fixtures.ts';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { prepareProfile, removeFolder } from '../support/profile.ts';
import { decide } from '../support/server/agent/approvals.ts';
import { type PlatosServer, startPlatos, startServer } from '../support/server/server.ts';
import { environmentAt, valuesOf } from '../support/server/world.ts';
import { connect, handsOn, held, seeMessage, tabTo } from './server-story.ts';
import { rows, strip } from './story.ts';

test.setTimeout(120_000);

const pages = (id: string, slug: string, page: string): string =>
  `/w/${id}/orgs/acme-1a2b/projects/support-bot-3c4d/env/${slug}/${page}`;

/** A console that is connected with all credentials, as it was left. */
async function prepared(server: PlatosServer) {
  let id = '';
  const tokens = new Map<string, string>();
  const { profile, keychain } = await prepareProfile({ dev: {} }, async (made) => {
    ({ id } = await connectWithAgents(made, server));
    for (const [account, token] of made.keychain.entries) tokens.set(account, token);
  });
  for (const [account, token] of tokens) keychain.entries.set(account, token);
  return { profile, keychain, id };
}

/** Somebody says yes in the dashboard to what was asked last. */
const approve = ({ world }: PlatosServer): void =>
  decide(world, world.agent.approvals.at(-1)?.id ?? '', 'approved');

const waiting = (page: Page) => page.getByRole('region', { name: 'Waiting for approval' });
const step = (page: Page) => page.locator('[aria-current=step]');

test('an environment is made on a server once that is approved, filled, and renamed; its old link opens it @chromium', async ({
  launch,
}) => {
  const server = await startPlatos();
  const { profile, keychain, id } = await prepared(server);
  try {
    server.world.agent.interactiveApprovals = true;
    const first = await launch({ profile, keychain, args: ['--path', pages(id, 'stg', 'environments')] });
    const one = handsOn(first.page);
    await expect(first.page.getByRole('heading', { name: 'Environments' })).toBeVisible();
    await expect(first.page.getByRole('grid')).toContainText('Staging');
    await one.keys.press('n');
    await expect(first.page.getByLabel('Name')).toBeFocused();
    await one.keys.type('QA');
    await one.keys.press('Control+Enter');
    await expect(waiting(first.page)).toContainText('Making qa waits for an approval');
    await expect(waiting(first.page)).toContainText(`${server.url}/approvals/`);
    expect(await findingsInBothThemes(first.page)).toEqual([]);
    await first.close();

    const { page, opened } = await launch({
      profile,
      keychain,
      args: ['--path', pages(id, 'stg', 'environments')],
    });
    const hands = handsOn(page);
    const { keys } = hands;
    await tabTo(hands, waiting(page).getByRole('button', { name: 'Open the page' }));
    await keys.press('Enter');
    await expect.poll(() => opened).toHaveLength(1);
    await keys.press('Tab', 'Enter');
    await expect(waiting(page)).toContainText('Not approved yet');
    approve(server);
    await keys.press('Enter');
    await expect(waiting(page)).toHaveCount(0);
    await expect(page.getByRole('grid')).toContainText('QA');

    await keys.press('Control+k');
    await keys.type('QA');
    await expect(page.locator('[role=option][aria-selected=true] .picker-title')).toHaveText('QA');
    await keys.press('Enter');
    await expect(strip(page)).toHaveText('QA');
    await keys.press('Alt+1');
    await expect(page.getByText('No variables')).toBeVisible();
    await keys.press('n');
    await keys.type('COLOUR');
    await keys.press('Tab');
    await keys.type('green');
    await keys.press('Control+Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await keys.press('Control+s');
    await expect(page.getByRole('dialog')).toContainText('1 change');
    await keys.press('Control+Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(held(server, 'qa', 'COLOUR')?.value).toBe('green');

    await keys.press('Alt+8');
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
    await expect(page.getByRole('dialog')).toContainText('It is empty.');
    await keys.press('Control+Enter');
    await expect(page.getByRole('dialog')).toContainText('Waiting for approval');
    approve(server);
    await keys.press('Control+Enter');
    await expect(step(page)).toHaveText(/Copy/);
    await keys.press('Control+Enter');
    await expect(page.getByRole('dialog')).toContainText('COLOUR');
    await keys.press('Control+Enter');
    await expect(step(page)).toHaveText(/Check/);
    await keys.press('Control+Enter');
    await expect(step(page)).toHaveText(/Switch/);
    await keys.press('Control+Enter');
    await expect(step(page)).toHaveText(/Archive/);
    await keys.press('Control+Enter');
    await expect(page.getByRole('alertdialog')).toContainText('never brings it back');
    await keys.type('qa');
    await keys.press('Enter');
    await expect(waiting(page)).toContainText('Archiving qa waits for an approval');
    approve(server);
    await tabTo(hands, waiting(page).getByRole('button', { name: 'Approved: continue' }));
    await keys.press('Enter');
    await expect(page.getByLabel('This step')).toContainText('is now called');
    expect(environmentAt(server.world, 'qa').archived).toBe(true);
    expect([...valuesOf(server.world, environmentAt(server.world, 'uat').id).keys()]).toEqual(['COLOUR']);

    await page.goto(new URL(pages(id, 'qa', 'environment-variables'), page.url()).href);
    await expect(strip(page)).toHaveText('QA');
    await expect(page.getByLabel('Messages')).toContainText('qa is now called uat');
    await expect(rows(page)).toContainText('COLOUR');
  } finally {
    await server.close();
    removeFolder(profile);
  }
});

test('a preview branch is made and put away by keys, where a server makes nothing else @chromium', async ({
  launch,
}) => {
  const server = await startServer({ flavour: 'trigger' });
  try {
    const { page } = await launch({ keychain: memoryKeychain() });
    const hands = handsOn(page);
    const { keys } = hands;
    await connect(hands, server);
    await keys.press('Alt+8');
    await expect(page.getByRole('button', { name: /^New environment/ })).toBeDisabled();
    await expect(page.getByText('makes and archives environments in its dashboard')).toBeVisible();
    await expect(page.getByRole('grid')).toContainText('feat/tone');
    await keys.press('b');
    await expect(page.getByRole('textbox', { name: 'Branch' })).toBeFocused();
    await keys.type('feat/a b');
    await expect(page.getByRole('dialog')).toContainText('without spaces');
    await keys.press('Control+a');
    await keys.type('feat/new');
    await keys.press('Control+Enter');
    await seeMessage(hands, 'feat/new was created.');
    await expect(page.getByRole('row', { name: 'feat/new' })).toHaveAttribute('aria-selected', 'true');
    const made = server.world.environments.find(({ branchName }) => branchName === 'feat/new');
    await keys.press('Delete');
    await expect(page.getByRole('alertdialog')).toContainText(
      'A new branch of the same name begins without it.',
    );
    await keys.type('preview/feat/new');
    await keys.press('Enter');
    await seeMessage(hands, 'feat/new was archived.');
    await expect(page.getByRole('grid')).not.toContainText('feat/new');
    expect(made?.archived).toBe(true);
  } finally {
    await server.close();
  }
});
