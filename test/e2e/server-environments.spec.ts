import { expect, test } from '../support/fixtures.ts';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { startServer } from '../support/server/server.ts';
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
