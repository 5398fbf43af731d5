import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { stall } from '../support/server/faults.ts';
import type { FakeServer } from '../support/server/server.ts';
import { environmentAt, put } from '../support/server/world.ts';
import {
  confirmProduction,
  connect,
  edit,
  find,
  type Hands,
  handsOn,
  held,
  openHistory,
  review,
  seeMessage,
  switchTo,
  test,
} from './server-story.ts';
import { rows, seeRows } from './story.ts';

test.setTimeout(180_000);

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'platos-console-offline-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const footer = (page: Page) => page.getByRole('contentinfo');

/** Sees all three environments, and changes a key of development. */
async function lookAround(hands: Hands): Promise<void> {
  await edit(hands, 'LOG_LEVEL', 'first');
  await review(hands, '1 change: 1 changed');
  await hands.keys.press('Control+Enter');
  await seeMessage(hands, '1 change applied to Development');
  await switchTo(hands, 2, 'Staging');
  await seeRows(hands.page, 41);
  await find(hands, 'Production');
}

/** Compare, a draft and its review, a plan of a promotion, and the history: all from what was seen. */
async function workOffline(hands: Hands): Promise<void> {
  const { page, keys } = hands;
  await keys.press('Alt+1');
  await switchTo(hands, 2, 'Staging');
  await keys.press('Alt+2');
  await expect(rows(page)).toHaveAttribute('aria-label', 'Staging compared with Production');
  await expect(rows(page)).toContainText('FEATURE_REFUND_FLOW');
  await keys.press('Alt+3');
  await expect(page.locator('.promote-counts')).toContainText('new to Production');
  expect(await openHistory(hands, 'Development')).toBeTruthy();
  await expect(page.locator('.history-title')).toHaveText(['Save 1 draft in Development']);
  await keys.press('Alt+1');
  await find(hands, 'Production');
  await edit(hands, 'LOG_LEVEL', 'on a plane');
  await review(hands, '1 change: 1 changed');
}

/** The plan, still confirmed, while a second client has been there: it is checked again, and then applied. */
async function landAndApply(hands: Hands, server: FakeServer): Promise<void> {
  const dialog = hands.page.getByRole('dialog');
  await hands.keys.press('Control+Enter');
  await expect(dialog).toContainText('1 changed meanwhile');
  await expect(dialog).not.toContainText('read again before anything is written');
  expect(held(server, 'prod', 'LOG_LEVEL')?.value).toBe('by another');
  await confirmProduction(hands);
  await seeMessage(hands, '1 change applied to Production');
  expect(held(server, 'prod', 'LOG_LEVEL')?.value).toBe('on a plane');
}

const changeMeanwhile = ({ world }: FakeServer): void =>
  put(world, environmentAt(world, 'prod').id, 'LOG_LEVEL', 'by another');

for (const flavour of ['trigger', 'platos-b'] as const)
  test(`${flavour}: no server is there: review and plan by what was seen, checked again once it is @chromium`, async ({
    launch,
    serve,
    clock,
  }) => {
    const server = await serve({ flavour });
    const keychain = memoryKeychain();
    const profile = join(folder, 'profile');
    clock.hoursBack = 2;
    const first = await launch({ keychain, profile });
    await connect(handsOn(first.page), server);
    await lookAround(handsOn(first.page));
    await first.close();
    await server.close();
    clock.hoursBack = 0;

    const { page } = await launch({ keychain, profile });
    const hands = handsOn(page);
    const dialog = page.getByRole('dialog');
    await expect(footer(page)).toContainText('Work: the server cannot be reached, seen');
    await switchTo(hands, 2, 'Staging');
    await hands.keys.press('Alt+3');
    await expect(page.getByRole('status').filter({ hasText: 'Production: The server cannot' })).toBeVisible();
    await workOffline(hands);
    await expect(dialog).toContainText('as seen 2 hr ago: read again before anything is written');
    await confirmProduction(hands);
    await expect(dialog).toContainText('The server cannot be reached');
    await expect(dialog).toContainText('Nothing was written.');
    await expect(page.getByLabel(/^Type prod to make/)).toHaveValue('prod');
    expect(held(server, 'prod', 'LOG_LEVEL')?.value).toBe('warn');

    changeMeanwhile(server);
    const again = await serve({ flavour, world: server.world, port: server.port });
    await landAndApply(hands, again);
  });

test('staying offline is a choice of the person: nothing is asked until they end it @chromium', async ({
  launch,
  serve,
}) => {
  const server = await serve();
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  const { keys } = hands;
  const dialog = page.getByRole('dialog');
  const choose = async (command: string) => {
    await keys.press('Control+k');
    await keys.type(command);
    await expect(page.locator('[role=option][aria-selected=true] .picker-title')).toHaveText(command);
    await keys.press('Enter');
  };
  await connect(hands, server);
  await lookAround(hands);
  await choose('Stay offline from Work');
  await expect(footer(page)).toContainText('Work: staying offline, seen');
  const asked = server.requests.length;
  await workOffline(hands);
  await expect(dialog).toContainText('read again before anything is written');
  await confirmProduction(hands);
  await expect(dialog).toContainText('Staying offline');
  expect(server.requests.length).toBe(asked);
  await keys.press('Escape');
  await expect(dialog).toBeHidden();

  changeMeanwhile(server);
  await choose('End staying offline from Work');
  await expect(footer(page)).not.toContainText('staying offline');
  await review(hands, '1 change: 1 changed');
  await expect(dialog).toContainText('1 changed meanwhile');
  await confirmProduction(hands);
  await seeMessage(hands, '1 change applied to Production');
  expect(held(server, 'prod', 'LOG_LEVEL')?.value).toBe('on a plane');
});

test('a server that does not answer keeps nobody waiting for a review, and Esc calls one off @chromium', async ({
  launch,
  serve,
}) => {
  const server = await serve();
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  const { keys } = hands;
  const dialog = page.getByRole('dialog');
  await connect(hands, server);
  await lookAround(hands);
  await switchTo(hands, 2, 'Staging');
  await edit(hands, 'LOG_LEVEL', 'while it hangs');
  const before = held(server, 'stg', 'LOG_LEVEL')?.value;
  server.faults.add(stall());

  await keys.press('Control+s');
  await expect(dialog).toContainText('Reading Staging');
  await keys.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(rows(page)).toBeFocused();
  await review(hands, '1 change: 1 changed');
  await expect(dialog).toContainText('read again before anything is written');
  await keys.press('Control+Enter');
  await expect(dialog).toContainText('Reading Staging again. Nothing is written yet.');
  await keys.press('s');
  await expect(dialog).toContainText('You stopped it: the rest was not written.');
  expect(held(server, 'stg', 'LOG_LEVEL')?.value).toBe(before);
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();

  await keys.press('Alt+3');
  await expect(page.locator('.promote-counts')).toContainText('new to Production');
  await keys.press('Control+Enter');
  await expect(rows(page)).toBeFocused();
  await keys.press('a', 'Control+Enter');
  await expect(page.getByRole('region', { name: 'Promote' })).toContainText('Reading Production');
  await keys.press('Escape');
  await expect(rows(page)).toBeFocused();
  await keys.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Review' })).toContainText('read again before anything');
});
