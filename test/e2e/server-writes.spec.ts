import type { Page } from 'playwright-core';
import { expect, test } from '../support/fixtures.ts';
import { type FakeServer, type ServerOptions, startServer } from '../support/server/server.ts';
import { environmentAt, put, type Value, valuesOf } from '../support/server/world.ts';

const servers: FakeServer[] = [];

async function server(options: Partial<ServerOptions> = {}): Promise<FakeServer> {
  const started = await startServer({ flavour: 'trigger', ...options });
  servers.push(started);
  return started;
}

test.afterEach(async () => {
  for (const one of servers.splice(0)) await one.close();
});

const held = ({ world }: FakeServer, slug = 'dev'): Map<string, Value> =>
  valuesOf(world, environmentAt(world, slug).id);

/** One call of the window's bridge, as the page would ask it. */
const ask = (page: Page, call: string, input: unknown): Promise<{ value: Record<string, string> }> =>
  page.evaluate(async ({ name, json }) => JSON.parse(await Reflect.get(window, 'platos')[name](json)), {
    name: call,
    json: JSON.stringify(input),
  });

/** A connection with the server's own token, shown at its development environment. */
async function connect(
  page: Page,
  { url, token, world }: FakeServer,
): Promise<{ id: string; projectId: string }> {
  await page.waitForSelector('html[data-ready=true]');
  if (await page.getByText('This session only').isVisible()) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bring your environments');
  const { value } = await ask(page, 'connections.add', { name: 'Work', url, allowHttp: false });
  const id = value['id'] ?? '';
  await ask(page, 'connections.setToken', { id, token });
  await ask(page, 'connections.refresh', { id });
  const project = world.projects[0];
  const path = `/w/${id}/orgs/acme-1a2b/projects/${project?.slug}/env/dev/environment-variables`;
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await expect(page.getByRole('grid')).toBeVisible();
  return { id, projectId: project?.ref ?? '' };
}

const draft = (
  page: Page,
  { id, projectId }: { id: string; projectId: string },
  patches: readonly { key: string; value: string; kind?: 'plain' | 'secret' }[],
) => ask(page, 'drafts.put', { env: { workspaceId: id, projectId, slug: 'dev' }, patches });

const madeHere = (there: FakeServer): number =>
  [...held(there).keys()].filter((key) => /^K\d+$/.test(key)).length;

const review = (page: Page) => page.getByRole('dialog');

test('a second client is seen in the review before anything is written', async ({ app: { page } }) => {
  const there = await server();
  const where = await connect(page, there);
  await draft(page, where, [{ key: 'LOG_LEVEL', value: 'mine' }]);
  await page.keyboard.press('Control+S');
  await expect(review(page)).toContainText('LOG_LEVEL');
  put(there.world, environmentAt(there.world, 'dev').id, 'LOG_LEVEL', 'theirs');
  await page.keyboard.press('Control+Enter');
  await expect(review(page)).toContainText('1 changed meanwhile');
  expect(held(there).get('LOG_LEVEL')?.value).toBe('theirs');
  // The row that moved is the active one; Escape closes its values first, and the review stays.
  await page.keyboard.press('Enter');
  const values = review(page).getByRole('region', { name: 'Values of LOG_LEVEL' });
  await expect(values).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(values).toBeHidden();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => held(there).get('LOG_LEVEL')?.value).toBe('mine');
});

test('a plan made offline says so, and is checked again once the server is back', async ({
  app: { page },
}) => {
  const there = await server();
  const where = await connect(page, there);
  await ask(page, 'connections.setOffline', { id: where.id, stayOffline: true });
  await draft(page, where, [{ key: 'LOG_LEVEL', value: 'mine' }]);
  await page.keyboard.press('Control+S');
  await expect(review(page)).toContainText('read again before anything is written');
  await page.keyboard.press('Control+Enter');
  await expect(review(page)).toContainText('Staying offline');
  put(there.world, environmentAt(there.world, 'dev').id, 'LOG_LEVEL', 'theirs');
  await ask(page, 'connections.setOffline', { id: where.id, stayOffline: false });
  await page.keyboard.press('Control+Enter');
  await expect(review(page)).toContainText('1 changed meanwhile');
  await expect(review(page)).not.toContainText('read again before anything is written');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => held(there).get('LOG_LEVEL')?.value).toBe('mine');
});

test('a rate limit is waited for, with the time left; a cancel ends it cleanly', async ({
  app: { page },
}) => {
  const general = { burst: 40, refill: 40, intervalMs: 4_000 };
  const there = await server({ rateLimit: { general } });
  const where = await connect(page, there);
  const patches = Array.from({ length: 120 }, (_, n) => ({ key: `K${1_000 + n}`, value: 'v' }));
  await draft(page, where, patches);
  await page.keyboard.press('Control+S');
  await expect(review(page)).toContainText('120');
  await page.keyboard.press('Control+Enter');
  await expect(review(page)).toContainText('The server limits how fast it is written to');
  await review(page).getByRole('button', { name: /Stop/ }).press('Enter');
  await expect(review(page)).toContainText('You stopped it');
  const written = madeHere(there);
  expect(written).toBeLessThan(120);
  await expect(review(page)).toContainText(`${written} of 120 changes were applied`);
});

test('a server that goes away half way leaves a result for each row', async ({ app: { page } }) => {
  const there = await server();
  const where = await connect(page, there);
  const patches = Array.from({ length: 200 }, (_, n) => ({ key: `K${1_000 + n}`, value: 'v' }));
  await draft(page, where, patches);
  await page.keyboard.press('Control+S');
  await expect(review(page)).toContainText('200');
  const kill = setInterval(() => {
    if (madeHere(there) >= 70) void there.close();
  }, 1);
  await page.keyboard.press('Control+Enter');
  await expect(review(page)).toContainText('The server cannot be reached');
  clearInterval(kill);
  await expect(review(page)).toContainText(/\d+ of 200 changes were applied/);
});

test('a secret that Platos would store as plain takes its key typed', async ({ app: { page } }) => {
  const there = await server({ flavour: 'platos-b' });
  const where = await connect(page, there);
  await draft(page, where, [{ key: 'NEW_TOKEN', value: 'made-up', kind: 'secret' }]);
  await page.keyboard.press('Control+S');
  await expect(review(page)).toContainText('Will be stored as plain');
  await page.keyboard.press('Control+Enter');
  expect(held(there).has('NEW_TOKEN')).toBe(false);
  await expect(review(page).getByRole('textbox')).toBeFocused();
  await page.keyboard.type('NEW_TOKEN');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => held(there).get('NEW_TOKEN')).toMatchObject({ secret: false });
});

test('the lists seen of an environment tell what changed since, and can be pinned', async ({
  app: { page },
}) => {
  const there = await server();
  await connect(page, there);
  put(there.world, environmentAt(there.world, 'dev').id, 'LOG_LEVEL', 'theirs');
  await page.keyboard.press('Control+R');
  await expect(page.getByText('1 changed on the server')).toBeVisible();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('earlier lists');
  await page.keyboard.press('Enter');
  await expect(review(page)).toContainText('The same as now.');
  await page.keyboard.press('ArrowDown');
  await expect(review(page)).toContainText('Changed since: LOG_LEVEL');
  await page.keyboard.press('p');
  await expect(review(page).getByText('pinned', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(review(page)).toBeHidden();
});
