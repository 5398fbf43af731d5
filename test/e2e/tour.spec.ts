import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

test.setTimeout(240_000);

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'platos-console-tour-test-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const program = join(import.meta.dirname, '..', '..', 'dist', 'main', 'chromium.js');

/** The built app as `npm start` runs it without a display, called in the folder. */
function start(args: readonly string[]): Promise<{ readonly code: number | null; readonly told: string }> {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, NODE_OPTIONS: _options, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...env, INIT_CWD: folder },
    });
    let told = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        told += text;
      });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, told }));
  });
}

function write(files: Readonly<Record<string, string>>): readonly string[] {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return Object.keys(files);
}

const three = {
  '.env': 'NAME=fake-shop\nLEVEL=fake-debug\nTOKEN=fake-canary-dev\n',
  '.env.staging': 'NAME=fake-shop\nLEVEL="fake info"\nTOKEN=fake-canary-stg\nQUEUE=\'fake-queue\'\n',
  '.env.production': 'NAME=fake-shop\nLEVEL=fake-warn\nTOKEN=fake-canary-prod\n',
};

test('the tour of three files tells what it expected and saw, no value, and leaves pictures @chromium', async () => {
  const { code, told } = await start(['--tour', ...write(three)]);

  expect(told).toContain('prod lacks 1 key that staging has');
  expect(told).toContain('Everything is found again');
  expect(told).toMatch(/\d+ expectations met in \d+ steps, 0 left out/);
  expect(told).not.toMatch(/fake-/);
  expect(code).toBe(0);
  const pictures = readdirSync(join(folder, 'tour'));
  expect(pictures).toHaveLength(15);
  expect(pictures.every((name) => (statSync(join(folder, 'tour', name)).mode & 0o077) === 0)).toBe(true);
});

test('a tour that cannot begin fails @chromium', async () => {
  const { code, told } = await start(['--tour', 'not-there.env']);

  expect(code).toBe(1);
  expect(told).toContain('not-there.env');
});

test('pictures of two environments of three files differ @chromium', async () => {
  const files = write(three);
  const shoot = async (slug: string) => {
    const picture = `${slug}.png`;
    const path = `/env/${slug}/environment-variables`;
    const { code } = await start(['--import', ...files, '--screenshot', picture, '--path', path]);
    expect(code).toBe(0);
    return readFileSync(join(folder, picture));
  };

  const [staging, prod] = [await shoot('staging'), await shoot('prod')];

  expect(staging.subarray(1, 4).toString()).toBe('PNG');
  expect(staging.equals(prod)).toBe(false);
});

test('a picture of a page that is not there fails and says so, in a folder called env too @chromium', async () => {
  mkdirSync(join(folder, 'env'));
  const files = write(
    Object.fromEntries(Object.entries(three).map(([name, text]) => [join('env', name), text])),
  );
  const shoot = (path: string) => start(['--import', ...files, '--screenshot', 'one.png', '--path', path]);

  const missing = await shoot('/env/nowhere/compare');
  expect(missing.told).toContain('There is no environment “nowhere”');
  expect(missing.code).toBe(1);
  expect(existsSync(join(folder, 'one.png'))).toBe(false);

  expect((await shoot('/env/staging/compare')).code).toBe(0);
  expect(existsSync(join(folder, 'one.png'))).toBe(true);
});
