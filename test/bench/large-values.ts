import type { Page } from 'playwright-core';
import { openStore } from '../../main/store/open.ts';
import { seeded } from '../support/random.ts';
import { marks } from './marks.ts';
import { atMost, type Result, worst } from './measure.ts';
import { type BenchProfile, makeProfile, pagePath } from './profile.ts';
import { forgetTasks, longestTask, openWindow, settled } from './window.ts';

const seed = 11;
const bigKey = 'AA_BIG';
/** Another text of 1 MB: an editor takes one whole, by paste. */
const pastedKey = 'ZZ_PASTED';
const middleKeys = Array.from({ length: 20 }, (_, at) => `BB_MIDDLE_${String(at).padStart(2, '0')}`);

/** Lines of text of so many bytes in all: no two alike, as in a certificate bundle or a JSON document. */
function text(bytes: number, of = 0): string {
  const random = seeded(seed + bytes + of);
  const lines: string[] = [];
  for (let size = 0; size < bytes; ) {
    const line = random().toString(36).slice(2).repeat(8).slice(0, 76);
    lines.push(line);
    size += line.length + 1;
  }
  return lines.join('\n').slice(0, bytes);
}

/** What is done with a value, step by step, from a grid that has the focus. */
const stepsWith = (
  edit: readonly string[],
): readonly (readonly [name: string, keys: readonly string[]])[] => [
  ['open', ['Enter']],
  ['edit', edit],
  ['keep as a draft', ['Control+Enter']],
  ['open again', ['Enter']],
  ['close', ['Escape']],
  ['review', ['Control+s']],
  ['save', ['Control+Enter']],
];

/** Opens, edits, keeps, reviews and saves the value of the active row; the longest task of each step. */
async function editActive(
  page: Page,
  edit: readonly string[],
): Promise<readonly (readonly [string, number])[]> {
  const found: (readonly [string, number])[] = [];
  for (const [name, keys] of stepsWith(edit)) {
    await forgetTasks(page);
    for (const key of keys) {
      await page.keyboard.press(key);
      await settled(page);
    }
    found.push([name, await longestTask(page)]);
  }
  return found;
}

const resultOf = (name: string, found: readonly (readonly [string, number])[]): Result => {
  const samples = found.map(([, longest]) => longest);
  const long = found.filter(([, longest]) => longest > 0);
  return atMost({
    name,
    value: worst(samples),
    unit: 'ms',
    mark: 50,
    n: samples.length,
    seed,
    samples,
    note:
      long.length === 0
        ? 'no task over 50 ms'
        : long.map(([step, longest]) => `${step} ${Math.round(longest)} ms`).join('; '),
  });
};

/** One value of 1 MB, then twenty of 64 KB in view at once of which the first and the last are edited. */
export async function* largeValueResults(): AsyncGenerator<Result> {
  const middle = Object.fromEntries(middleKeys.map((key) => [key, text(65_536)]));
  const big = { [bigKey]: text(1_000_000), [pastedKey]: text(1_000_000, 1) };
  const profile = await makeProfile({ dev: { ZZ_SMALL: '1' }, big, middle });
  try {
    const app = await openWindow(profile, pagePath('dev', 'environment-variables'));
    const { page } = app;
    const arrive = async (key: string): Promise<number> => {
      await settled(page);
      await forgetTasks(page);
      await page.keyboard.press(key);
      await settled(page);
      await page.keyboard.press('Control+Home');
      return longestTask(page);
    };
    try {
      await arrive('Control+2');
      await arrive('Control+1');
      const arrivedAtBig = ['arrive', await arrive('Control+2')] as const;
      for (const key of ['Control+End', 'c', 'Control+Home']) await page.keyboard.press(key);
      await settled(page);
      const bigSteps = await editActive(page, ['Control+v']);
      yield resultOf(marks.largeValue, [arrivedAtBig, ...bigSteps]);
      const arrived = ['arrive', await arrive('Control+3')] as const;
      const first = await editActive(page, ['Control+End', 'x']);
      await page.keyboard.press('Control+End');
      const last = await editActive(page, ['Control+End', 'x']);
      yield resultOf(marks.largeValues, [arrived, ...first, ...last]);
      if (app.errors.length > 0) throw new Error(app.errors.join('\n'));
    } finally {
      await app.close();
    }
    await checkSaved(profile, text(1_000_000, 1), `${text(65_536)}x`);
  } finally {
    profile.remove();
  }
}

/** Figures of edits that did not arrive would say nothing. */
async function checkSaved({ dir, key }: BenchProfile, big: string, middle: string): Promise<void> {
  const store = openStore({ dir, key });
  try {
    const rows = store.db
      .prepare<[], { key: string; value: string }>('SELECT key, value FROM variables WHERE version = 2')
      .all();
    const wanted = [
      [bigKey, big],
      [middleKeys[0], middle],
      [middleKeys.at(-1), middle],
    ];
    for (const [name, value] of wanted)
      if (rows.find((row) => row.key === name)?.value !== value)
        throw new Error(`${name} was not saved as edited`);
  } finally {
    store.close();
  }
}
