import { expect, type Page } from '@playwright/test';
import { findingsInBothThemes } from '../support/axe.ts';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { clientOf } from '../support/server/client.ts';
import { fail } from '../support/server/faults.ts';
import type { FakeServer } from '../support/server/server.ts';
import { environmentAt, put, type Queue } from '../support/server/world.ts';
import {
  confirmProduction,
  connect,
  find,
  handsOn,
  held,
  seeMessage,
  switchTo,
  test,
} from './server-story.ts';
import { seeRows } from './story.ts';

test.setTimeout(120_000);

const row = (page: Page, name: string) => page.locator('.grid-row', { hasText: name });

const queueOf = ({ world }: FakeServer, id: string): Queue | undefined =>
  world.queues.find((one) => one.id === id);

/** Another person's program, with the key of production. */
async function limitedByAnother(server: FakeServer, limit: number): Promise<void> {
  const { apiKey } = environmentAt(server.world, 'prod');
  const { status } = await clientOf({ url: server.url, token: apiKey })(
    'POST /api/v1/queues/queue_mail/concurrency/override',
    { body: { type: 'id', concurrencyLimit: limit } },
  );
  expect(status).toBe(200);
}

for (const flavour of ['trigger', 'platos-a'] as const)
  test(`${flavour}: queues are shown with what runs, paused in production and resumed by an undo @chromium`, async ({
    launch,
    serve,
  }) => {
    const server = await serve({ flavour });
    const { page } = await launch({ keychain: memoryKeychain() });
    const hands = handsOn(page);
    const { keys } = hands;
    const dialog = page.getByRole('dialog');
    await connect(hands, server);
    await keys.press('Alt+6');
    await expect(row(page, 'crawl')).toContainText('140');
    await find(hands, 'Production');
    await expect(page.getByRole('button', { name: 'New' })).toHaveCount(0);
    await expect(row(page, 'send/mail')).toContainText('Staging: 5, paused');
    await keys.press('Control+a');
    await expect(row(page, 'send/mail')).toHaveAttribute('aria-selected', 'true');
    await expect(row(page, 'crawl')).toHaveAttribute('aria-selected', 'false');
    await keys.press('o');
    await expect(dialog).toContainText('Each keeps its own limit');
    await keys.press('Escape');
    await keys.press('Control+a');
    await expect(row(page, 'send/mail')).toHaveAttribute('aria-selected', 'false');
    await keys.press('ArrowDown', 'p');
    await expect(dialog).toContainText('Changes how the queue runs from now on.');
    await expect(dialog).toContainText('Runs pile up until it is resumed.');
    const changed = dialog.getByRole('row').filter({ hasText: 'send/mail' });
    await expect(changed).toContainText(/running.*paused/);
    await limitedByAnother(server, 3);
    await confirmProduction(hands);
    await expect(dialog).toContainText('1 changed meanwhile');
    // What the other set is in the way of what was reviewed, and shown so.
    await expect(dialog).toContainText('Override');
    expect(queueOf(server, 'queue_mail')?.paused).toBe(false);
    await confirmProduction(hands);
    await seeMessage(hands, '1 change applied to Production: queue send/mail.');
    await expect(row(page, 'send/mail')).toContainText('paused');
    expect(queueOf(server, 'queue_mail')?.paused).toBe(true);
    expect(queueOf(server, 'queue_mail')).not.toHaveProperty('override');
    await keys.press('Alt+7', 'u');
    await expect(dialog).toContainText('send/mail');
    await confirmProduction(hands);
    await seeMessage(hands, '1 change undone in Production: queue send/mail.');
    expect(queueOf(server, 'queue_mail')).toMatchObject({ paused: false, override: 3 });
  });

test('queues are there without the server, with their age, and why @chromium', async ({ launch, serve }) => {
  const server = await serve({ flavour: 'platos-a' });
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  await connect(hands, server);
  await hands.keys.press('Alt+6');
  await expect(row(page, 'crawl')).toContainText('140');
  await expect(page.getByText(/^seen just now/)).toBeVisible();
  server.faults.add(fail(503), {});
  await hands.keys.press('F5');
  const notice = page.getByRole('status').filter({ hasText: 'These are the queues as seen' });
  await expect(notice).toContainText('An error inside the server');
  await expect(row(page, 'crawl')).toContainText('140');
  expect(await findingsInBothThemes(page)).toEqual([]);
  server.faults.clear();
  await notice.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(notice).toHaveCount(0);
});

test('a variable and a queue go to production of a server in one plan @chromium', async ({
  launch,
  serve,
}) => {
  const server = await serve({ flavour: 'trigger' });
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  const { keys } = hands;
  put(server.world, environmentAt(server.world, 'stg').id, 'ONLY_STAGING', 'x');
  await connect(hands, server);
  await switchTo(hands, 2, 'Staging');
  await keys.press('Alt+3');
  await page.waitForSelector('html[data-ready=true]');
  await expect(page.locator('.promote-counts')).toContainText('new to Production');
  await keys.press('Control+Enter');
  await expect(page.getByRole('grid', { name: /^Keys to promote/ })).toBeFocused();
  await keys.press('/');
  await keys.type('ONLY_STAGING');
  await seeRows(page, 1);
  await keys.press('Enter', 'a', 'g');
  await expect(page.getByRole('grid', { name: /^The queues to promote/ })).toBeFocused();
  await expect(row(page, 'send/mail')).toContainText('the same');
  await keys.press('a', 'Control+Enter');
  const review = page.getByRole('region', { name: 'Review' });
  await expect(review).toContainText('2 changes');
  await confirmProduction(hands);
  await expect(page.getByText('2 of 2 changes were applied to Production.')).toBeVisible();
  expect(held(server, 'prod', 'ONLY_STAGING')?.value).toBe('x');
  expect(queueOf(server, 'queue_answers')?.override).toBe(2);
});
