import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { limits } from '../../../core/limits.ts';
import { readImportFiles } from '../../../main/services/read-import-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'console-import-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

it('reads regular files and links to them, and names all others without waiting for any', async () => {
  writeFileSync(at('.env'), 'A=1');
  symlinkSync(at('.env'), at('.env.staging'));
  mkdirSync(at('folder'));
  execFileSync('mkfifo', [at('pipe')]);
  const read = await readImportFiles([
    at('.env'),
    at('.env.staging'),
    at('folder'),
    at('pipe'),
    '/dev/zero',
    at('missing'),
    at('.env/below'),
  ]);
  expect(read.files.map(({ fileName, bytes }) => [fileName, Buffer.from(bytes).toString()])).toEqual([
    ['.env', 'A=1'],
    ['.env.staging', 'A=1'],
  ]);
  expect(read.rejected).toEqual([
    { fileName: 'folder', text: expect.stringContaining('folder') },
    { fileName: 'pipe', text: expect.stringContaining('not a regular file') },
    { fileName: 'zero', text: expect.stringContaining('not a regular file') },
    { fileName: 'missing', text: expect.stringContaining('no such file') },
    { fileName: 'below', text: expect.stringContaining('no such file') },
  ]);
});

it('turns a 50 MB file down by its size alone', async () => {
  writeFileSync(at('big.env'), '');
  truncateSync(at('big.env'), 50 * 1_048_576);
  writeFileSync(at('most.env'), 'x'.repeat(limits.fileBytes));
  const read = await readImportFiles([at('big.env'), at('most.env')]);
  expect(read.rejected).toEqual([{ fileName: 'big.env', text: expect.stringContaining('larger than 5 MB') }]);
  expect(read.files.map(({ bytes }) => bytes.length)).toEqual([limits.fileBytes]);
});

it('names the files over the number that one import takes', async () => {
  const paths = Array.from({ length: limits.filesPerImport + 1 }, (_, n) => at(`${n}.env`));
  for (const path of paths) writeFileSync(path, 'A=1');
  const read = await readImportFiles(paths);
  expect(read.files.length).toBe(limits.filesPerImport);
  expect(read.rejected).toEqual([{ fileName: '20.env', text: expect.stringContaining('At most 20') }]);
});
