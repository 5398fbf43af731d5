import { ORIGIN } from '../../main/hosts/chromium/flags.ts';
import { prepareAgents } from '../support/agents-profile.ts';
import { expect, test } from '../support/fixtures.ts';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { removeFolder } from '../support/profile.ts';
import { startPlatos, startServer } from '../support/server/server.ts';
import { connect, handsOn, seeMessage } from './server-story.ts';

test.setTimeout(120_000);

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

test('production of a server is never archived, and its rename says what comes of it and waits under keys @chromium', async ({
  launch,
}) => {
  const server = await startPlatos({ flavour: 'platos-a' });
  const { profile, keychain, pathTo } = await prepareAgents(server);
  try {
    const { page } = await launch({ profile, keychain });
    const hands = handsOn(page);
    const { keys } = hands;
    await page.locator('.strip').waitFor();
    await page.goto(`${ORIGIN}${pathTo('prod', 'environments')}`);
    await expect(page.getByRole('row', { name: 'Production' })).toHaveAttribute('aria-selected', 'true');
    await page.waitForSelector('html[data-ready=true]');
    await keys.press('Delete');
    await seeMessage(hands, 'The server archives no production environment: Production stays as it is.');
    await expect(page.getByRole('alertdialog')).toBeHidden();

    await keys.press('Shift+F2');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Rename');
    await expect(page.getByText('the old one stays beside it')).toBeVisible();
    const facts = page.locator('.rename-facts');
    await expect(facts).toContainText('of them secret');
    await expect(facts).toContainText(
      'The server hides the secret values: you type them, and they become plain',
    );
    await expect(facts).not.toContainText(/\b0 |asked for/);
    await expect(facts.locator('code').first()).toHaveText('…/env/prod/…');
    await expect(facts.locator('code').first()).toHaveAttribute('title', pathTo('prod', '…'));
    await keys.type('live');
    await keys.press('Control+Enter');
    await expect(page.locator('[aria-current=step]')).toHaveText(/Create/);
    await keys.press('Escape');
    const waiting = page.getByRole('status').filter({ hasText: 'prod is being renamed to live' });
    await expect(waiting.getByRole('button', { name: /Go on/ })).toHaveAttribute('aria-keyshortcuts', 'g');
    await expect(waiting.getByRole('button', { name: /Give up/ })).toHaveAttribute('aria-keyshortcuts', 'x');
    await keys.press('x');
    await expect(page.getByRole('alertdialog')).toContainText('Give up renaming prod?');
    await keys.press('Tab');
    await keys.press('Enter');
    await expect(waiting).toBeHidden();
  } finally {
    await server.close();
    removeFolder(profile);
  }
});
