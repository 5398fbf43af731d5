import { expect } from '@playwright/test';
import { memoryKeychain } from '../support/memory-keychain.ts';
import type { FakeServer } from '../support/server/server.ts';
import {
  edit,
  type Hands,
  handsOn,
  held,
  logIn,
  pasteToken,
  review,
  switchTo,
  test,
  typeAddress,
} from './server-story.ts';

test.setTimeout(120_000);

/** Edits a key in staging, and reviews and applies it. */
async function editStaging(hands: Hands, server: FakeServer): Promise<void> {
  const { page, keys } = hands;
  await switchTo(hands, 2, 'Staging');
  await edit(hands, 'LOG_LEVEL', 'fake-verbose');
  await review(hands, '1 change: 1 changed');
  expect(held(server, 'stg', 'LOG_LEVEL')?.value).toBe('info');
  await keys.press('Control+Enter');
  await expect(page.getByLabel('Messages')).toContainText('1 change applied to Staging');
  expect(held(server, 'stg', 'LOG_LEVEL')?.value).toBe('fake-verbose');
  await expect(page.getByRole('contentinfo')).toContainText('Work: seen');
}

for (const flavour of ['trigger', 'platos-a'] as const)
  test(`${flavour}: from the login in the browser to a change on the server @chromium`, async ({
    launch,
    serve,
  }) => {
    const server = await serve({ flavour });
    const keychain = memoryKeychain();
    const { page, opened, said } = await launch({ keychain });
    const hands = handsOn(page);
    await typeAddress(hands, server.url);
    await logIn(hands, opened);
    await editStaging(hands, server);
    const token = [...keychain.entries].find(([account]) => account.startsWith('connection:'))?.[1] ?? '';
    expect(token).toMatch(/^tr_pat_/);
    expect(JSON.stringify(said)).not.toContain(token);
    expect(await page.content()).not.toContain(token);
  });

for (const flavour of ['platos-b', 'platos-c'] as const)
  test(`${flavour}: from a pasted token to a change on the server @chromium`, async ({ launch, serve }) => {
    const server = await serve({ flavour });
    const { page, said } = await launch({ keychain: memoryKeychain() });
    const hands = handsOn(page);
    await typeAddress(hands, server.url);
    await pasteToken(hands, server.token);
    await editStaging(hands, server);
    const crossed = JSON.stringify(said.filter(({ name }) => name !== 'connections.setToken'));
    expect(crossed).not.toContain(server.token);
    expect(said.map(({ text }) => text).join()).not.toContain(server.token);
    expect(await page.content()).not.toContain(server.token);
  });
