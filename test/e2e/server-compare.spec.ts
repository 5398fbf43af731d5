import { expect } from '@playwright/test';
import { memoryKeychain } from '../support/memory-keychain.ts';
import {
  confirmProduction,
  connect,
  editHidden,
  find,
  type Hands,
  handsOn,
  held,
  review,
  seeMessage,
  switchTo,
  tabTo,
  test,
} from './server-story.ts';
import { rows } from './story.ts';

test.setTimeout(180_000);

const key = 'OPENAI_API_KEY';

/** Staging beside production, all keys: what the row of this one says. */
async function seeKey(hands: Hands, name: string, ...texts: readonly string[]): Promise<void> {
  const { page, keys } = hands;
  await keys.press('Alt+2');
  await expect(rows(page)).toHaveAttribute('aria-label', 'Staging compared with Production');
  await showAll(hands);
  await keys.press('/', 'Control+a');
  await keys.type(name);
  const row = rows(page).getByRole('row').filter({ hasText: name });
  for (const text of texts) await expect(row).toContainText(text);
  await keys.press('Enter', 'Escape');
}

/** The filters are one stop for Tab; the arrows lead to the first of them. */
async function showAll(hands: Hands): Promise<void> {
  const chips = hands.page.locator('.chips').first();
  await tabTo(hands, chips.locator('[aria-pressed=true]'));
  for (let n = 0; n < 8; n += 1) {
    if ((await chips.locator('[aria-pressed=true]').textContent())?.startsWith('All')) return;
    await hands.keys.press('ArrowLeft');
  }
  throw new Error('the arrows do not lead to all rows');
}

async function write(hands: Hands, value: string, where: 'Staging' | 'Production'): Promise<void> {
  await hands.keys.press('Alt+1');
  await find(hands, where);
  await editHidden(hands, key, value);
  await review(hands, '1 change: 1 changed');
  if (where === 'Production') await confirmProduction(hands);
  else await hands.keys.press('Control+Enter');
  // The message of a write before may still be there.
  await expect(hands.page.getByRole('dialog')).toBeHidden();
  await seeMessage(hands, `1 change applied to ${where}`);
}

async function readSecrets(hands: Hands): Promise<void> {
  await hands.keys.press('Alt+9');
  await tabTo(hands, hands.page.getByRole('checkbox', { name: /Read secrets to compare them/ }));
  await hands.keys.press('Space');
  await expect(hands.page.getByRole('checkbox', { name: /Read secrets/ })).toBeChecked();
}

async function seesNoWayToRead({ keys, page }: Hands): Promise<void> {
  await keys.press('Alt+9');
  await expect(page.getByRole('heading', { name: 'Connections' })).toBeVisible();
  await expect(page.getByText('Stay offline')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /Read secrets/ })).toBeHidden();
}

for (const flavour of ['trigger', 'platos-b', 'platos-c'] as const)
  test(`${flavour}: hidden secrets are compared as far as they are known @chromium`, async ({
    launch,
    serve,
  }) => {
    const server = await serve({ flavour });
    const { page, said } = await launch({ keychain: memoryKeychain() });
    const hands = handsOn(page);
    await connect(hands, server);
    await switchTo(hands, 2, 'Staging');
    await seeKey(hands, key, 'hidden by the server', 'Cannot tell');

    await write(hands, 'sk-fake-of-the-story', 'Staging');
    await seeKey(hands, key, 'Cannot tell');
    await write(hands, 'sk-fake-of-the-story', 'Production');
    await seeKey(hands, key, 'Same', 'Rule broken');
    await write(hands, 'sk-fake-another', 'Staging');
    await seeKey(hands, key, 'Different', 'OK');
    expect(held(server, 'stg', key)).toMatchObject({ value: 'sk-fake-another', secret: true });

    await seeKey(hands, 'DATABASE_URL', 'Cannot tell');
    // The tenancy database has no keys of environments to read them with: the card does not offer it.
    if (flavour === 'platos-c') await seesNoWayToRead(hands);
    else await readSecrets(hands);
    await seeKey(hands, 'DATABASE_URL', flavour === 'platos-c' ? 'Cannot tell' : 'Different');
    const database = held(server, 'stg', 'DATABASE_URL')?.value ?? '';
    expect(database).toContain('fake-staging-password');
    expect(JSON.stringify(said)).not.toContain('fake-staging-password');
  });
