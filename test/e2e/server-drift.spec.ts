import { expect } from '@playwright/test';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { clientOf } from '../support/server/client.ts';
import type { FakeServer } from '../support/server/server.ts';
import { environmentAt, put, valuesOf } from '../support/server/world.ts';
import {
  confirmProduction,
  connect,
  edit,
  find,
  handsOn,
  held,
  openHistory,
  review,
  seeMessage,
  switchTo,
  tabTo,
  test,
} from './server-story.ts';
import { rows, seeRows } from './story.ts';

test.setTimeout(120_000);

/** Another person's command line, with a token of its own. */
async function byAnother(server: FakeServer, slug: string, key: string, value: string): Promise<void> {
  const ask = clientOf({ url: server.url, token: server.issue.personal() });
  const ref = server.world.projects[0]?.ref;
  const { status } = await ask(`PUT /api/v1/projects/${ref}/envvars/${slug}/${key}`, { body: { value } });
  expect(status).toBe(200);
}

for (const flavour of ['trigger', 'platos-b', 'platos-c'] as const)
  test(`${flavour}: what another changes during a review is seen, and confirmed again @chromium`, async ({
    launch,
    serve,
  }) => {
    const server = await serve({ flavour });
    const { page } = await launch({ keychain: memoryKeychain() });
    const hands = handsOn(page);
    const dialog = page.getByRole('dialog');
    await connect(hands, server);
    await find(hands, 'Production');
    await edit(hands, 'LOG_LEVEL', 'mine');
    await review(hands, '1 change: 1 changed');
    await expect(dialog).not.toContainText('changed meanwhile');
    await byAnother(server, 'prod', 'LOG_LEVEL', 'by another');
    await confirmProduction(hands);
    await expect(dialog).toContainText('1 changed meanwhile');
    await expect(dialog).toContainText('1 key changed since you reviewed: LOG_LEVEL. Nothing was written.');
    await expect(dialog).toContainText(
      'was plain, 4 characters · now plain, 10 characters · mine plain, 4 characters',
    );
    expect(held(server, 'prod', 'LOG_LEVEL')?.value).toBe('by another');
    await confirmProduction(hands);
    await seeMessage(hands, '1 change applied to Production');
    expect(held(server, 'prod', 'LOG_LEVEL')?.value).toBe('mine');
  });

test('plain values of what moved are shown in the review and the history, with keys for what one does @chromium', async ({
  launch,
  serve,
}) => {
  const server = await serve({ flavour: 'trigger' });
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  const { keys } = hands;
  const dialog = page.getByRole('dialog');
  await connect(hands, server);
  await find(hands, 'Staging');
  const was = held(server, 'stg', 'LOG_LEVEL')?.value;
  await edit(hands, 'LOG_LEVEL', 'mine');
  await review(hands, '1 change: 1 changed');
  await byAnother(server, 'stg', 'LOG_LEVEL', 'by another');
  await keys.press('Control+Enter');
  await expect(dialog).toContainText(`was ${was} · now by another · mine mine`);
  await keys.press('Control+Enter');
  await seeMessage(hands, '1 change applied to Staging');
  const details = await openHistory(hands, 'Staging');
  await expect(details).toContainText('by another');
  await expect(details).toContainText('mine');
  await expect(details).toContainText('Undo writes back what was before.');

  await keys.press('Alt+1');
  await edit(hands, 'LOG_LEVEL', 'mine again');
  await review(hands, '1 change: 1 changed');
  await byAnother(server, 'stg', 'LOG_LEVEL', 'once more');
  await keys.press('Control+Enter');
  await expect(dialog.getByRole('button', { name: 'Keep what is there' })).toContainText('x');
  await keys.press('x');
  await expect(dialog).toContainText('Nothing to change');
});

test('a list that suddenly shrank is shown as it was until somebody says that it is right @chromium', async ({
  launch,
  serve,
}) => {
  const server = await serve();
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  const { keys } = hands;
  await connect(hands, server);
  await switchTo(hands, 2, 'Staging');
  await seeRows(page, 41);
  const staging = valuesOf(server.world, environmentAt(server.world, 'stg').id);
  for (const key of [...staging.keys()].slice(3)) staging.delete(key);
  await keys.press('Control+r');
  const notice = page.getByRole('status').filter({ hasText: 'That may be a fault' });
  await expect(notice).toContainText('The server listed 3 variables instead of 41');
  await seeRows(page, 41);
  await expect(page.getByRole('button', { name: /^Accept the new list: 3 variables/ })).toBeVisible();
  await keys.press('Alt+a');
  await expect(notice).toBeHidden();
  await seeRows(page, 3);
});

test('a change by another is told when the window has the focus again, and by the key @chromium', async ({
  launch,
  serve,
  clock,
}) => {
  const server = await serve();
  clock.hoursBack = 1;
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  const notice = page.getByRole('status').filter({ hasText: 'on the server since' });
  await connect(hands, server);
  await switchTo(hands, 2, 'Staging');
  await seeRows(page, 41);
  clock.hoursBack = 0;
  await byAnother(server, 'stg', 'LOG_LEVEL', 'by another');
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(notice).toContainText('1 changed');
  await expect(rows(page)).toContainText('by another');
  put(server.world, environmentAt(server.world, 'stg').id, 'BY_ANOTHER', 'new');
  await hands.keys.press('Control+r');
  await expect(notice).toContainText('1 changed, 1 added');
  await seeRows(page, 42);
  await tabTo(hands, notice.getByRole('button', { name: /^Dismiss/ }));
  await hands.keys.press('Enter');
  await expect(notice).toBeHidden();
});

test('a row that another adds above does not take away the cell that is being edited @chromium', async ({
  launch,
  serve,
  clock,
}) => {
  const server = await serve();
  clock.hoursBack = 1;
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  const { keys } = hands;
  await connect(hands, server);
  await switchTo(hands, 2, 'Staging');
  await seeRows(page, 41);
  clock.hoursBack = 0;
  await keys.press('ArrowDown', 'ArrowDown', 'F2');
  const field = page.getByRole('textbox', { name: 'Value of' });
  await expect(field).toBeFocused();
  await keys.type('half ');
  put(server.world, environmentAt(server.world, 'stg').id, 'AAA_BY_ANOTHER', 'new');
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await seeRows(page, 42);
  await expect(page.getByRole('row').nth(1)).toContainText('AAA_BY_ANOTHER');
  await keys.type('and half');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('half and half');
  await keys.press('Enter');
  await expect(page.locator('.grid-row[data-active]')).toContainText('half and half');
});
