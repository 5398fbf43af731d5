import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';

/** The sample project's variables, in a session without a keychain. */
export async function openSample(page: Page): Promise<void> {
  await page.waitForSelector('html[data-ready=true]');
  if (await page.getByText('This session only').isVisible()) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bring your environments');
  await page.keyboard.press('s');
  await expect(page.getByRole('grid')).toBeFocused();
}
