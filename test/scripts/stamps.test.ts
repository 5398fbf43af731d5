import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder } from '../main/store/support.ts';

const stamps = new URL('../../scripts/stamps.mjs', import.meta.url).href;
const { exclusively } = (await import(stamps)) as {
  readonly exclusively: <T>(file: string, work: () => Promise<T>) => Promise<T>;
};

it.each([
  ['of a process that is gone', '2147483646'],
  ['of a start that was killed before it wrote its name', ''],
])('takes over the lock %s', async (_whose, owner) => {
  const lock = join(folder(), '.lock');
  writeFileSync(lock, owner);
  utimesSync(lock, 0, 0);
  expect(await exclusively(lock, async () => existsSync(lock))).toBe(true);
  expect(existsSync(lock)).toBe(false);
});
