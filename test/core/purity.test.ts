import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const room = join(import.meta.dirname, '../../core');
const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

/** What would make a result depend on more than the arguments, or bind core to one host. */
const impure = [
  /\bDate\b/,
  /\bMath\.random\b/,
  /\bcrypto\b/,
  /\bfetch\(/,
  /\bprocess\./,
  /\bperformance\b/,
  /\bsetTimeout\b/,
];

it.each(files)('core/%s imports zod and core only, and reads neither clock nor chance', (name) => {
  const code = readFileSync(join(room, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const imports = [...code.matchAll(/\bfrom '([^']+)'/g)].map((match) => match[1] ?? '');
  expect(imports.filter((from) => from !== 'zod' && !/^\.\.?\//.test(from))).toEqual([]);
  expect(imports.filter((from) => /^\.\.\/\.\.|^\.\.\/(?:main|renderer|preload)/.test(from))).toEqual([]);
  expect(impure.filter((pattern) => pattern.test(code))).toEqual([]);
});
