import type { Page } from 'playwright-core';
import { manyKeys, manyVariables } from './many-keys.ts';
import { marks } from './marks.ts';
import { atMost, median, quantile, type Result } from './measure.ts';
import { keyToPaint, type Shown, settled } from './window.ts';

/** Each key press changes what is shown, down to one row and back. */
const words = ['0134', '7_t', '12 8', '9955', '4_se', '88 1'];

/** Typing into the filter of 20,000 variables: until the rows show what the field says. */
export async function filtering(page: Page): Promise<Result> {
  const keys = Object.keys(manyVariables('staging')).map((key) => key.toLowerCase());
  const count = (text: string) => {
    const parts = text.split(' ').filter(Boolean);
    return keys.filter((key) => parts.every((part) => key.includes(part))).length;
  };
  const shows = (text: string): readonly Shown[] => [
    { selector: '.variables-filter input', text },
    { selector: '[role=grid]', attribute: 'aria-rowcount', text: String(count(text) + 1) },
  ];
  const samples: number[] = [];
  await page.keyboard.press('/');
  for (const word of ['00', ...words]) {
    const steps = [
      ...Array.from(word, (character, at) => [character, word.slice(0, at + 1)] as const),
      ...Array.from(word, (_, at) => ['Backspace', word.slice(0, word.length - 1 - at)] as const),
    ];
    for (const [key, text] of steps) {
      await page.waitForTimeout(120); // as fast as people type
      const took = await keyToPaint(page, key === ' ' ? 'Space' : key, shows(text));
      if (word !== '00') samples.push(took);
    }
  }
  await page.keyboard.press('Escape');
  await settled(page);
  return atMost({
    name: marks.filter,
    value: quantile(samples, 0.95),
    unit: 'ms',
    mark: 50,
    n: samples.length,
    samples,
    note: `${manyKeys.toLocaleString('en')} rows, median ${Math.round(median(samples))} ms`,
  });
}
