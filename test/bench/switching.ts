import type { Page } from 'playwright-core';
import { manyKeys, ownKey } from './many-keys.ts';
import { marks } from './marks.ts';
import { atMost, median, quantile, type Result } from './measure.ts';
import { keyToPaint, type Shown, settled } from './window.ts';

const rounds = 15;

const shows = (name: string, slug: string): readonly Shown[] => [
  { selector: '.strip strong', text: name },
  { selector: '[role=grid]', attribute: 'aria-label', text: `Variables of ${name}` },
  { selector: '.grid-row [role=rowheader]', text: ownKey(slug) },
];

/** Ctrl+digit between two environments that were both seen before. */
export async function switching(page: Page): Promise<Result> {
  // Behind dev and pr-1, which is of the same kind.
  const staging = ['Control+3', shows('Staging', 'staging')] as const;
  const production = ['Control+4', shows('Production', 'production')] as const;
  const samples: number[] = [];
  await page.keyboard.press('Control+Home');
  for (let round = -3; round < rounds; round++)
    for (const [key, shown] of [production, staging]) {
      await settled(page);
      const took = await keyToPaint(page, key, shown);
      if (round >= 0) samples.push(took);
    }
  return atMost({
    name: marks.switch,
    value: median(samples),
    unit: 'ms',
    mark: 100,
    n: samples.length,
    samples,
    note: `${manyKeys.toLocaleString('en')} variables each, p95 ${Math.round(quantile(samples, 0.95))} ms`,
  });
}
