import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { manyVariables } from './many-keys.ts';
import { marks } from './marks.ts';
import { atMost, type Result, worst } from './measure.ts';
import { type BenchProfile, pagePath } from './profile.ts';
import { openWindow } from './window.ts';

/** Ways to each list, from the variables of staging; each is looked at from its top to its end. */
const lists: readonly (readonly [name: string, keys: readonly string[]])[] = [
  ['variables', ['Alt+1']],
  ['compare, two sides', ['Alt+2']],
  ['compare, matrix', ['m']],
  ['promote', ['Alt+3', 'Control+Enter']],
  ['promote, review', ['a', 'Control+Enter']],
  ['history', ['Alt+1', 'Control+2', 'Alt+7']],
  ['review sheet', ['Alt+1', 'Control+1', 'Control+s']],
  ['palette', ['Escape', 'Control+k', 's', 'e', 'r', 'v']],
];

/** The longest list of every page, in a file of 20,000 assignments as well. */
export async function longestRows(profile: BenchProfile): Promise<Result> {
  const found: (readonly [string, number])[] = [];
  const app = await openWindow(profile, pagePath('staging', 'environment-variables'));
  try {
    for (const [name, keys] of lists) {
      for (const key of keys) {
        await app.page.keyboard.press(key);
        await app.page.waitForTimeout(400);
      }
      await rowsShown(app.page, name);
      found.push([name, await mostRows(app.page)]);
    }
  } finally {
    await app.close();
  }
  found.push(['import', await importRows(profile)]);
  return atMost({
    name: marks.rows,
    value: worst(found.map(([, count]) => count)),
    unit: 'count',
    mark: 60,
    n: found.length,
    samples: found.map(([, count]) => count),
    note: found.map(([name, count]) => `${name} ${count}`).join('; '),
  });
}

async function importRows(profile: BenchProfile): Promise<number> {
  const file = join(profile.dir, '..', '.env.staging');
  const lines = Object.entries(manyVariables('staging')).map(([key, value]) => `${key}=${value}x`);
  writeFileSync(file, lines.join('\n'), { mode: 0o600 });
  const app = await openWindow(profile, pagePath('staging', 'environment-variables'), ['--import', file]);
  try {
    await rowsShown(app.page, 'import');
    return await mostRows(app.page);
  } finally {
    await app.close();
  }
}

/** Rows of the longest list in the DOM, its head included. Runs in the page. */
function countRows(): number {
  const lists = [...document.querySelectorAll('[role=grid], [role=treegrid], [role=listbox], table')];
  return Math.max(0, ...lists.map((list) => list.querySelectorAll('[role=row], [role=option], tr').length));
}

async function rowsShown(page: Page, name: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  while ((await page.evaluate(countRows)) < 10) {
    if (performance.now() > deadline) throw new Error(`the list of ${name} did not come`);
    await page.waitForTimeout(50);
  }
}

/** Rows at most while a person goes through the list. */
async function mostRows(page: Page): Promise<number> {
  let most = 0;
  for (const key of ['Home', 'PageDown', 'PageDown', 'End', 'PageUp', 'Home']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(80);
    most = Math.max(most, await page.evaluate(countRows));
  }
  return most;
}
