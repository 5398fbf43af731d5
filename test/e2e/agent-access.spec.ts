import { expect, type Page } from '@playwright/test';
import { findingsInBothThemes } from '../support/axe.ts';
import { discard } from '../support/connect-keys.ts';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { entityOf } from '../support/server/agent/credentials.ts';
import type { FakeServer } from '../support/server/server.ts';
import { environmentAt } from '../support/server/world.ts';
import { connect, type Hands, handsOn, test } from './server-story.ts';

test.setTimeout(120_000);

const dayMs = 86_400_000;

/** What opens the first project: the entity's secret, and a control-plane token that ends soon. */
function credentialsOf(server: FakeServer) {
  const { id, secret } = entityOf(server.world, environmentAt(server.world, 'dev').projectId);
  const controlPlane = server.agent?.issue.controlPlane('dev', { expiresAt: Date.now() + 6 * dayMs }) ?? '';
  return { id, secret, controlPlane };
}

const section = (page: Page) => page.getByRole('region', { name: 'Agent service of Work' });
const row = (page: Page) => section(page).getByRole('listitem').filter({ hasText: 'support-bot' });

/** Opens the dialog of the first project and types into its three fields. */
async function enter({ page, keys }: Hands, button: string, texts: readonly string[]): Promise<void> {
  await section(page).getByRole('button', { name: button }).focus();
  await keys.press('Enter');
  await expect(page.getByLabel('Entity id')).toBeFocused();
  for (const text of texts) {
    await keys.press('Control+a');
    await keys.type(text);
    await keys.press('Tab');
  }
}

test('what opens the agent service is entered, tried, shown masked, and forgotten @chromium', async ({
  launch,
  serve,
}) => {
  const server = await serve({ flavour: 'platos-a' });
  const keychain = memoryKeychain();
  const { page, said } = await launch({ keychain });
  const hands = handsOn(page);
  const { keys } = hands;
  const { id, secret, controlPlane } = credentialsOf(server);
  await connect(hands, server);
  await keys.press('Alt+9');

  // Nothing tells a console with a legacy token that the server is a Platos: the address does.
  await page.getByRole('button', { name: 'Edit…' }).focus();
  await keys.press('Enter');
  await page.getByLabel('Address of Platos or Trigger.dev').waitFor();
  await keys.press('Alt+v');
  await page.getByLabel('Address of the agent service').focus();
  await keys.type(server.agent?.url ?? '');
  await keys.press('Control+Enter');
  await expect(section(page)).toContainText(server.agent?.url ?? '');
  await expect(row(page)).toContainText('Not connected');

  await enter(hands, 'Connect support-bot', [id, controlPlane, secret]);
  const dialog = page.getByRole('dialog', { name: 'Connect support-bot to the agent service' });
  await expect(dialog).toContainText('This is no service secret');
  await expect(dialog).toContainText('This is no control-plane token');
  await expect(dialog.getByRole('button', { name: 'Connect' })).toBeDisabled();
  await keys.press('Escape');
  await expect(page.getByRole('alertdialog')).toContainText('It was not kept anywhere.');
  await keys.press('Enter');
  await expect(page.getByLabel('Control-plane token')).toHaveValue(secret);
  await keys.press('Escape');
  await discard(page);

  // The field of what was refused is marked, and typing replaces what is in it.
  await enter(hands, 'Connect support-bot', [id, secret, 'plt_mcp_fakewrongtoken']);
  await keys.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toContainText('The control-plane token is not accepted');
  const tokenField = page.getByLabel('Control-plane token');
  await expect(tokenField).toBeFocused();
  await expect(tokenField).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Service secret of the entity')).toHaveAttribute('aria-invalid', 'false');
  await keys.type(controlPlane);
  await expect(tokenField).toHaveValue(controlPlane);
  await expect(tokenField).toHaveAttribute('aria-invalid', 'false');
  await keys.press('Escape');
  await discard(page);

  await enter(hands, 'Connect support-bot', [id, 'fake-wrong-secret', controlPlane]);
  await keys.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toContainText('The service secret is not accepted');
  await expect(page.getByLabel('Service secret of the entity')).toBeFocused();
  await keys.type(secret);
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(row(page)).toContainText(/secret fake••••.{4}/);
  await expect(row(page)).toContainText(/plt_mcp_.{4}••••.{4}, expires .* Expires soon/);

  await expect(page.getByRole('contentinfo')).toContainText(/The control-plane token expires in [56] days/);

  expect([...keychain.entries.keys()].some((name) => name.endsWith('/agent/proj_supportbotsample'))).toBe(
    true,
  );
  expect(await page.content()).not.toMatch(new RegExp(`${secret}|${controlPlane}|eyJ`));
  const crossed = JSON.stringify(said.filter(({ name }) => name !== 'connections.setAgentAccess'));
  const answers = said.map(({ text }) => text).join();
  for (const one of [secret, controlPlane, 'eyJ']) {
    expect(crossed).not.toContain(one);
    expect(answers).not.toContain(one);
  }

  const forget = row(page).getByRole('button', { name: /^Forget/ });
  const question = page.getByRole('alertdialog');
  await forget.focus();
  await keys.press('Enter');
  await expect(question).toContainText('stay valid on the server');
  // One Enter too many forgets nothing.
  await keys.press('Enter');
  await expect(question).toBeHidden();
  await expect(row(page)).toContainText('••••');
  await forget.focus();
  await keys.press('Enter');
  await expect(question).toBeVisible();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Forget' }).focus();
  await keys.press('Enter');
  await expect(row(page)).toContainText('Not connected');
  await expect(page.getByRole('contentinfo')).not.toContainText('control-plane');
  expect([...keychain.entries.keys()].some((name) => name.includes('/agent/'))).toBe(false);
});

test('axe finds nothing on the agent service of a connection @chromium', async ({ launch, serve }) => {
  const server = await serve({ flavour: 'platos-b' });
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  await connect(hands, server);
  await hands.keys.press('Alt+9');
  await expect(section(page)).toContainText('Add its address');
  expect.soft(await findingsInBothThemes(page), 'without an address').toEqual([]);
  await section(page).getByRole('button', { name: 'Add its address…' }).focus();
  await hands.keys.press('Enter');
  await expect(page.getByLabel('Address of the agent service')).toBeFocused();
  await hands.keys.type(server.agent?.url ?? '');
  await hands.keys.press('Control+Enter');
  await enter(hands, 'Connect support-bot', Object.values(credentialsOf(server)));
  expect.soft(await findingsInBothThemes(page), 'entering credentials').toEqual([]);
  await hands.keys.press('Control+Enter');
  await expect(row(page)).toContainText('Expires soon');
  expect.soft(await findingsInBothThemes(page), 'with credentials').toEqual([]);
});
