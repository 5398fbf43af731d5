import { expect, type Locator, type Page } from '@playwright/test';
import { test as base } from '../support/fixtures.ts';
import { type FakeServer, type ServerOptions, startServer } from '../support/server/server.ts';
import { environmentAt, put, type Value, valuesOf } from '../support/server/world.ts';
import { active, type Keys, keysOf, rows, seeRows, strip } from './story.ts';

export interface Fixtures {
  /** Starts a server that speaks as Trigger.dev does, unless told; it is closed after the test. */
  readonly serve: (options?: Partial<ServerOptions>) => Promise<FakeServer>;
  /** The clock of main and of servers, which can be set back; the window has its own. */
  readonly clock: { hoursBack: number };
}

const hourMs = 3_600_000;

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures asked for here
  serve: async ({}, use) => {
    const started: FakeServer[] = [];
    await use(async (options = {}) => {
      const server = await startServer({ flavour: 'trigger', ...options });
      started.push(server);
      return server;
    });
    for (const server of started) await server.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  clock: async ({}, use) => {
    const { now } = Date;
    const clock = { hoursBack: 0 };
    Date.now = () => now() - clock.hoursBack * hourMs;
    await use(clock);
    Date.now = now;
  },
});

/** A window, and the keys that are pressed in it. */
export interface Hands {
  readonly page: Page;
  readonly keys: Keys;
}

export const handsOn = (page: Page): Hands => ({ page, keys: keysOf(page) });

/** What the server holds of a key, as its own code sees it. */
export const held = ({ world }: FakeServer, slug: string, key: string): Value | undefined =>
  valuesOf(world, environmentAt(world, slug).id).get(key);

/** Requests that the server took which write, as `POST dev` for each. */
export const writesOf = ({ requests }: FakeServer): readonly string[] =>
  requests
    .filter(({ method, path }) => method !== 'GET' && path.includes('/envvars/'))
    .map(({ method, path }) => `${method} ${path.split('/envvars/')[1]}`);

/** From the first screen to the question who one is. */
export async function typeAddress({ page, keys }: Hands, url: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bring your environments');
  await keys.press('c');
  await expect(page.getByLabel('Address of Platos or Trigger.dev')).toBeFocused();
  await keys.type(url);
  await keys.press('Tab', 'Control+a');
  await keys.type('Work');
  await keys.press('Enter');
  await expect(page.getByRole('button', { name: /^Log in with the browser/ })).toBeFocused();
}

/** The account pastes its token; the first environment of its first project opens. */
export async function pasteToken({ page, keys }: Hands, token: string): Promise<void> {
  await keys.press('t');
  await expect(page.getByRole('textbox', { name: 'Token' })).toBeFocused();
  await keys.type(token);
  await keys.press('Enter');
  await arrive(page);
}

/** The account says yes in its browser. */
export async function logIn({ page, keys }: Hands, opened: readonly string[]): Promise<void> {
  await keys.press('b');
  await expect(page.getByRole('dialog', { name: 'Authorize in the browser' })).toBeVisible();
  const shown = await (await fetch(opened.at(-1) ?? '')).text();
  expect(shown).toContain('Authorize');
  await fetch(opened.at(-1) ?? '', { method: 'POST' });
  await arrive(page);
}

async function arrive(page: Page): Promise<void> {
  await expect(strip(page)).toHaveText('Development');
  await expect(rows(page)).toBeFocused();
}

export async function connect(
  hands: Hands,
  { url, token }: Pick<FakeServer, 'url' | 'token'>,
): Promise<void> {
  await typeAddress(hands, url);
  await pasteToken(hands, token);
}

/** Another environment by its place, counted from 1. */
export async function switchTo({ page, keys }: Hands, place: number, name: string): Promise<void> {
  await keys.press(`Control+${place}`);
  await expect(strip(page)).toHaveText(name);
  await expect(rows(page)).toBeFocused();
}

/** Another environment by its name, wherever it stands. */
export async function find({ page, keys }: Hands, name: string): Promise<void> {
  await keys.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find or do anything' })).toBeFocused();
  await keys.type(name);
  await expect(page.locator('[role=option][aria-selected=true] .picker-title')).toHaveText(name);
  await keys.press('Enter');
  await expect(strip(page)).toHaveText(name);
  await expect(rows(page)).toBeFocused();
}

async function openKey({ page, keys }: Hands, key: string): Promise<void> {
  await keys.press('/', 'Control+a');
  await keys.type(key);
  await seeRows(page, 1);
  await keys.press('Enter', 'Home');
  await expect(active(page)).toHaveText(key);
  await keys.press('Enter');
}

/** Finds a key by the filter and gives it another value, as a draft. */
export async function edit(hands: Hands, key: string, value: string): Promise<void> {
  const { page, keys } = hands;
  await openKey(hands, key);
  await expect(page.getByLabel(`Value of ${key}`)).toBeFocused();
  await keys.press('Control+a');
  await keys.type(value);
  await keys.press('Enter');
  await expect(rows(page)).toBeFocused();
  await keys.press('Escape');
}

/** The same of a key whose value the server hides: nothing is there to be replaced. */
export async function editHidden(hands: Hands, key: string, value: string): Promise<void> {
  const { page, keys } = hands;
  await openKey(hands, key);
  await expect(page.getByLabel(`Value of ${key}`)).toHaveAttribute('placeholder', /^Hidden by the server/);
  await keys.type(value);
  await keys.press('Enter');
  await expect(rows(page)).toBeFocused();
  await keys.press('Escape');
}

/** All drafts of this environment, in their review. */
export async function review({ page, keys }: Hands, counts: string): Promise<void> {
  await keys.press('Control+s');
  await expect(page.getByRole('dialog')).toContainText(counts);
}

/** Ctrl+Enter into a review of production, with its slug typed. */
export async function confirmProduction({ page, keys }: Hands): Promise<void> {
  await expect(page.getByLabel(/^Type prod to make/)).toBeFocused();
  await keys.type('prod');
  await keys.press('Control+Enter');
}

/** Moves the focus by the Tab key to this. */
export async function tabTo({ keys }: Hands, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let n = 0; n < 60; n += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await keys.press('Tab');
  }
  throw new Error('the Tab key does not lead there');
}

/** What was just applied is told at the foot of the window. */
export async function seeMessage({ page }: Hands, text: string): Promise<void> {
  await expect(page.getByLabel('Messages')).toContainText(text);
}

/** The history of an environment: the newest change in it, in full. */
export async function openHistory(hands: Hands, name: string): Promise<Locator> {
  const { page, keys } = hands;
  await keys.press('Alt+1');
  await find(hands, name);
  await keys.press('Alt+7');
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details).toBeVisible();
  return details;
}

/** Keys that only staging has, by another hand than the console's. */
export function fillStaging({ world }: FakeServer, count: number): readonly string[] {
  const staging = environmentAt(world, 'stg').id;
  const keys = Array.from({ length: count }, (_, n) => `BULK_${String(n).padStart(3, '0')}`);
  for (const key of keys) put(world, staging, key, `value of ${key}`);
  return keys;
}

/** Which of these keys production holds, and how often each was written. */
export const written = ({ world }: FakeServer): ReadonlyMap<string, number> =>
  new Map(
    [...valuesOf(world, environmentAt(world, 'prod').id)]
      .filter(([key, { value }]) => key.startsWith('BULK_') && value === `value of ${key}`)
      .map(([key, { version }]) => [key, version]),
  );

/** Every one of them is there, written once. */
export function expectOnce(server: FakeServer, keys: readonly string[]): void {
  expect([...written(server)].sort()).toEqual(keys.map((key) => [key, 1]));
}

/** From staging to the review of a promotion of all that `fillStaging` made. */
export async function choosePromotion(hands: Hands, count: number): Promise<void> {
  const { page, keys } = hands;
  await switchTo(hands, 2, 'Staging');
  await keys.press('Alt+3');
  await expect(page.locator('.promote-counts')).toContainText('new to Production');
  await keys.press('Control+Enter');
  await expect(rows(page)).toBeFocused();
  await keys.press('/');
  await keys.type('BULK_');
  await seeRows(page, count);
  await keys.press('Enter', 'a');
  await expect(page.locator('.promote-foot [role=status]')).toHaveText(`${count} to copy`);
  await keys.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Review' })).toContainText(`${count} changes: ${count} new`);
}
