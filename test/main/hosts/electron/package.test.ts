import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const require = createRequire(import.meta.url);
const work = mkdtempSync(join(tmpdir(), 'platos-console-package-'));
const unpackedName = process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`;
const resources = join(work, 'out', unpackedName, 'resources');

/** Where @electron/fuses finds the switches in Electron's program: a mark, version, count, one byte each. */
const FUSES = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('000000000'),
]);

/** What electron-builder needs to find of an unpacked Electron. */
function standInDistribution(): string {
  const folder = join(work, 'electron');
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  for (const name of [
    'LICENSE',
    'LICENSES.chromium.html',
    'version',
    'chrome-sandbox',
    'chrome_crashpad_handler',
  ])
    writeFileSync(join(folder, name), name);
  writeFileSync(join(folder, 'electron'), FUSES);
  for (const name of ['electron', 'chrome-sandbox']) chmodSync(join(folder, name), 0o755);
  return folder;
}

function filesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
}

let inside: readonly string[];

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: 'ignore' });
  const builder = join(dirname(require.resolve('electron-builder/package.json')), 'cli.js');
  const args = ['--dir', '--linux', `--${process.arch}`, `-c.electronDist=${standInDistribution()}`];
  const output = `-c.directories.output=${join(work, 'out')}`;
  execFileSync(process.execPath, [builder, ...args, output], { cwd: root, stdio: 'pipe' });
  const asar = join(dirname(require.resolve('@electron/asar/package.json')), 'bin', 'asar.js');
  const list = execFileSync(process.execPath, [asar, 'list', join(resources, 'app.asar')], {
    encoding: 'utf8',
  });
  inside = list.trim().split('\n');
}, 180_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('the packaged app', () => {
  it('holds the built app', () => {
    expect(inside).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/dist/main/electron.js',
        '/dist/preload/preload.cjs',
        '/dist/renderer/index.html',
        `/node_modules/better-sqlite3-multiple-ciphers/lib/linux-${process.arch}.js`,
        `/node_modules/better-sqlite3-multiple-ciphers/prebuilds/linux-${process.arch}.node`,
      ]),
    );
  });

  it('holds no sources, tests, tools or another host', () => {
    const strangers = inside.filter((file) =>
      /^\/(core|main|preload|renderer|test|scripts|assets|\.)|\.(ts|tsx|map|md|cpp|gyp|c|h)$|chromium\.js|playwright|\/node-(linux|darwin|win|bin)/.test(
        file,
      ),
    );
    expect(strangers).toEqual([]);
  });

  it('holds the natives of this machine only, outside the archive', () => {
    const natives = inside.filter((file) => file.endsWith('.node'));
    const unpacked = filesIn(join(resources, 'app.asar.unpacked')).filter((file) => file.endsWith('.node'));

    expect(natives.filter((file) => !file.includes(`linux-${process.arch}`))).toEqual([]);
    expect(natives).toHaveLength(3);
    expect(unpacked.map((file) => `/${file}`).sort()).toEqual([...natives].sort());
  });
});
