import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { lackingForKeyring, startKeyring } from '../support/keyring.ts';
import {
  choosePassphrase,
  chooseSession,
  findAgain,
  keysOf,
  liveThrough,
  openWithPassphrase,
  quit,
  writeFiles,
} from './story.ts';

test.setTimeout(120_000);

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'platos-console-story-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The key that quits takes the window away before it comes up again. */
const quits = (page: Page, asked = false) => quit(page, keysOf(page), asked).catch(unlessClosed);

function unlessClosed(error: Error): void {
  if (!error.message.includes('has been closed')) throw error;
}

test('the story with a passphrase, and again after a restart', async ({ launch }) => {
  const profile = join(folder, 'profile');
  const first = await launch({ profile, args: ['--import', ...writeFiles(folder)] });
  await choosePassphrase(first.page, keysOf(first.page));
  await liveThrough(first.page, keysOf(first.page));
  await quits(first.page);
  await first.ended;

  const second = await launch({ profile });
  await openWithPassphrase(second.page, keysOf(second.page));
  await findAgain(second.page, keysOf(second.page));
});

test('the story in a session that keeps nothing', async ({ launch }) => {
  const profile = join(folder, 'profile');
  const first = await launch({ profile, args: ['--import', ...writeFiles(folder)] });
  await chooseSession(first.page, keysOf(first.page));
  await liveThrough(first.page, keysOf(first.page));
  await quits(first.page, true);
  await first.ended;

  const second = await launch({ profile });
  await expect(second.page.getByRole('button', { name: /Use a passphrase/ })).toBeFocused();
});

test(`the story with a real keyring (needs ${lackingForKeyring.join(', ') || 'Linux'}) @chromium`, async ({
  launch,
}) => {
  test.skip(process.platform !== 'linux' || lackingForKeyring.length > 0, 'no keyring to run against');
  const keyring = await startKeyring(join(folder, 'home'));
  try {
    const profile = join(folder, 'profile');
    const first = await launch({ profile, args: ['--import', ...writeFiles(folder)] });
    await liveThrough(first.page, keysOf(first.page));
    await quits(first.page);
    await first.ended;

    const second = await launch({ profile });
    await findAgain(second.page, keysOf(second.page));
    await second.close();
  } finally {
    await keyring.end();
  }
});
