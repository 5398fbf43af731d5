import { expect, type Page } from '@playwright/test';
import type { FakeServer } from '../support/server/server.ts';
import { environmentAt, type Value, valuesOf } from '../support/server/world.ts';
import { active, type Keys, keysOf, rows, seeRows, strip } from './story.ts';

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
  await expect(page.getByRole('dialog', { name: 'Say yes in the browser' })).toBeVisible();
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

/** Finds a key by the filter and gives it another value, as a draft. */
export async function edit({ page, keys }: Hands, key: string, value: string): Promise<void> {
  await keys.press('/');
  await keys.press('Control+a');
  await keys.type(key);
  await seeRows(page, 1);
  await keys.press('Enter', 'Home');
  await expect(active(page)).toHaveText(key);
  await keys.press('Enter');
  const field = page.getByLabel(`Value of ${key}`);
  await expect(field).toBeFocused();
  await keys.press('Control+a');
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
