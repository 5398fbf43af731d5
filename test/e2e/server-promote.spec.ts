import { expect } from '@playwright/test';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { limited as limitedFor } from '../support/server/faults.ts';
import {
  choosePromotion,
  confirmProduction,
  connect,
  expectOnce,
  fillStaging,
  handsOn,
  seeMessage,
  test,
  written,
} from './server-story.ts';
import { rows } from './story.ts';

test.setTimeout(180_000);

const count = 60;
const patience = { timeout: 60_000 };
const limited = 'The server limits how fast it is written to';

for (const flavour of ['trigger', 'platos-b'] as const)
  test(`${flavour}: a promotion waits for the rate limit, writes each key once, and is undone @chromium`, async ({
    launch,
    serve,
  }) => {
    const general = { burst: 30, refill: 30, intervalMs: 4_000 };
    const server = await serve({ flavour, rateLimit: { general } });
    const made = fillStaging(server, count);
    const { page } = await launch({ keychain: memoryKeychain() });
    const hands = handsOn(page);
    const review = page.getByRole('region', { name: 'Review' });
    await connect(hands, server);
    await choosePromotion(hands, count);
    await confirmProduction(hands);
    await expect(review).toContainText(limited);
    await expect(review).toContainText(`${count} of ${count} changes were applied`, patience);
    expectOnce(server, made);
    await hands.keys.press('u');
    await expect(page.getByRole('dialog')).toContainText(`${count} changes: ${count} deleted`);
    await confirmProduction(hands);
    await expect(page.getByLabel('Messages')).toContainText(
      `${count} changes undone in Production`,
      patience,
    );
    expect(written(server).size).toBe(0);
  });

test('an apply that waits for a rate limit is stopped by a key, and its rest resumed @chromium', async ({
  launch,
  serve,
}) => {
  const general = { burst: 40, refill: 40, intervalMs: 8_000 };
  const server = await serve({ rateLimit: { general } });
  const made = fillStaging(server, count);
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  const { keys } = hands;
  const review = page.getByRole('region', { name: 'Review' });
  await connect(hands, server);
  await choosePromotion(hands, count);
  await confirmProduction(hands);
  await expect(review).toContainText(limited);
  await keys.press('s');
  await expect(review).toContainText('You stopped it', patience);
  const before = written(server).size;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(count);
  await expect(review).toContainText(`${before} of ${count} changes were applied`);

  // The promotion was begun in another environment: the key leads to the entry where it lies.
  await expect(review).toContainText('The history of Production (H) resumes');
  await keys.press('h');
  await expect(page.getByRole('button', { name: 'Of Production' })).toBeVisible();
  await expect(page.getByLabel('Details')).toContainText('cancelled');
  await keys.press('e');
  await expect(page.getByRole('dialog')).toContainText(`${count - before} changes: ${count - before} new`);
  await confirmProduction(hands);
  await seeMessage(hands, `${count - before} changes applied to Production`);
  expectOnce(server, made);
});

test('a list that waits for a rate limit says so, and what is typed meanwhile goes nowhere @chromium', async ({
  launch,
  serve,
}) => {
  const server = await serve();
  const { page } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  const { keys } = hands;
  const limit = 'The server limits how fast it is asked';
  const unlimit = server.faults.add(limitedFor(8_000), { path: '/envvars/prod' });
  await connect(hands, server);
  await keys.press('Control+5');
  await expect(page.getByRole('main')).toContainText(limit);
  await expect(page.getByRole('contentinfo')).toContainText('the server limits requests: ');
  await keys.press('ArrowDown', 'F2');
  await keys.type('rate-limited value');
  await keys.press('Enter');
  await expect(page.getByRole('main')).toContainText(limit);
  unlimit();
  await expect(rows(page)).toBeFocused(patience);
  await expect(page.getByRole('contentinfo')).not.toContainText('limits requests');
});
