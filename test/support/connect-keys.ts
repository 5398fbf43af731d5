import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';
import type { FakeServer } from './server/server.ts';

/** The first screen, with nothing there yet. Everything here is done with keys. */
export async function firstRun(page: Page): Promise<void> {
  await page.waitForSelector('html[data-ready=true]');
  if (await page.getByText('This session only').isVisible()) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bring your environments');
}

/** The first step of the dialog, not yet sent off. */
export async function typeAddress(page: Page, url: string, name = 'Work'): Promise<void> {
  await page.keyboard.press('c');
  await fillAddress(page, url, name);
}

/** The same in a dialog that is open. */
export async function fillAddress(page: Page, url: string, name: string): Promise<void> {
  await expect(page.getByLabel('Address of Platos or Trigger.dev')).toBeFocused();
  await page.keyboard.type(url);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(name);
}

/** Yes to the question that Escape asks where something was typed. */
export async function discard(page: Page): Promise<void> {
  const question = page.getByRole('alertdialog', { name: 'Discard what you typed?' });
  await question.getByRole('button', { name: 'Discard' }).press('Enter');
  await expect(question).toBeHidden();
}

/** The second step, by a token. */
export async function pasteToken(page: Page, token: string): Promise<void> {
  await expect(page.getByRole('button', { name: /^Log in with the browser/ })).toBeFocused();
  await page.keyboard.press('t');
  await expect(page.getByRole('textbox', { name: 'Token' })).toBeFocused();
  await page.keyboard.insertText(token);
  await page.keyboard.press('Enter');
}

/** From the first screen to the variables of the first environment. */
export async function connect(page: Page, { url, token }: Pick<FakeServer, 'url' | 'token'>): Promise<void> {
  await firstRun(page);
  await typeAddress(page, url);
  await page.keyboard.press('Enter');
  await pasteToken(page, token);
  await expect(page.getByRole('grid')).toBeFocused();
}
