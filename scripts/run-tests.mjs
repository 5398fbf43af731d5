/** Every check, one after the other; the last line counts them. Runs in the project's Node. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findBrowser } from '../main/hosts/chromium/find-browser.ts';
import { canInstallPackages, installPackages, isCommand } from './debian.mjs';
import { electronBinary, whyNoElectron } from './electron.mjs';
import { root, run, say, step } from './steps.mjs';
import { addUp, countPlaywright, countVitest, one } from './test-counts.mjs';

/** Debian's package for each command that tests use. */
const NEEDS = {
  'gnome-keyring-daemon': 'gnome-keyring',
  'dbus-run-session': 'dbus-x11',
  'secret-tool': 'libsecret-tools',
  sqlite3: 'sqlite3',
  'xvfb-run': 'xvfb',
  xauth: 'xauth',
  xdotool: 'xdotool',
};

const require = createRequire(import.meta.url);
const reports = mkdtempSync(join(tmpdir(), 'platos-console-reports-'));
const missing = await installNeeds();
const counts = [];

counts.push(
  ...(await Promise.all([
    check('types', bin('typescript', 'tsc'), ['-b']),
    check('lint', bin('@biomejs/biome', 'biome'), ['check', '--error-on-warnings', '.']),
    check('import rules', join(root, 'scripts', 'imports.mjs'), []),
  ])),
);
const build = await check('build', join(root, 'scripts', 'build.mjs'), []);
if (build.failed > 0) counts.push(build);
counts.push(await unitTests());
if (build.failed === 0) counts.push(await endToEnd());
counts.push(await onElectron());
rmSync(reports, { recursive: true, force: true });

const total = addUp(counts);
for (const name of total.failures) say(`failed: ${name}`);
for (const name of total.second) say(`passed at the second try: ${name}`);
for (const name of total.skips) say(`skipped: ${name}`);
if (missing.length > 0) say(`Not installed on this machine: ${missing.join(', ')}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);

async function installNeeds() {
  if (process.platform !== 'linux') return findBrowser() === undefined ? ['Chrome, Chromium or Edge'] : [];
  const lacking = () => [
    ...(findBrowser() === undefined ? ['chromium'] : []),
    ...Object.keys(NEEDS)
      .filter((command) => !isCommand(command))
      .map((command) => NEEDS[command]),
  ];
  if (lacking().length > 0 && canInstallPackages()) await installPackages(lacking());
  return lacking();
}

async function check(name, script, args) {
  const code = await step(name, () => run(process.execPath, [script, ...args], { env: environment() }));
  return one(name, code === 0);
}

async function unitTests() {
  const file = join(reports, 'unit.json');
  const args = [
    bin('vitest', 'vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const code = await step('unit tests', () => wrapped(args, {}));
  return countVitest(file, code);
}

async function endToEnd() {
  const file = join(reports, 'e2e.json');
  const args = [bin('@playwright/test', 'playwright'), 'test', '--reporter=list,json'];
  const code = await step('end-to-end tests', () => wrapped(args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file }));
  return countPlaywright(file, code);
}

/** The same tests on the real Electron, where it is and can start. */
async function onElectron() {
  const asRoot = process.platform === 'linux' && process.getuid() === 0;
  if (electronBinary() === undefined)
    return one(`end-to-end tests on Electron: ${whyNoElectron()}`, undefined);
  if (asRoot) return one('end-to-end tests on Electron: its sandbox cannot start as root', undefined);
  const file = join(reports, 'electron.json');
  const args = [
    bin('@playwright/test', 'playwright'),
    'test',
    '--reporter=list,json',
    '--grep-invert=@chromium',
  ];
  const code = await step('end-to-end tests on Electron', () =>
    wrapped(args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLATOS_ELECTRON: electronBinary() }),
  );
  return countPlaywright(file, code);
}

/** With a session bus of its own and, where there is none, a display. */
function wrapped(args, extra) {
  const display = process.platform === 'linux' && !process.env.DISPLAY && isCommand('xvfb-run');
  const words = [
    ...(isCommand('dbus-run-session') ? ['dbus-run-session', '--'] : []),
    ...(display ? ['xvfb-run', '-a', '--server-args=-screen 0 1920x1080x24'] : []),
    process.execPath,
    ...args,
  ];
  return run(words[0], words.slice(1), { env: { ...environment(), ...extra } });
}

function environment() {
  const { NODE_OPTIONS, DEBUG, PWDEBUG, ...env } = process.env;
  return { ...env, PATH: `${dirname(process.execPath)}:${env.PATH ?? ''}` };
}

/** The script behind a package's command. */
function bin(name, command) {
  const file = join(root, 'node_modules', name, 'package.json');
  const bins = require(file).bin;
  return join(dirname(file), typeof bins === 'string' ? bins : bins[command]);
}
