/** Builds when stale, then measures in the real window, on a display of its own where there is none. */
import { dirname, join } from 'node:path';
import { findBrowser } from '../main/hosts/chromium/find-browser.ts';
import { canInstallPackages, installPackages, isCommand } from './debian.mjs';
import { root, run, say } from './steps.mjs';

const NEEDS = {
  'gnome-keyring-daemon': 'gnome-keyring',
  'dbus-run-session': 'dbus-x11',
  'xvfb-run': 'xvfb',
  xauth: 'xauth',
};

const { NODE_OPTIONS, DEBUG, PWDEBUG, ...rest } = process.env;
const env = { ...rest, PATH: `${dirname(process.execPath)}:${rest.PATH ?? ''}` };

const missing = lacking();
if (missing.length > 0 && canInstallPackages()) await installPackages(missing);
for (const name of lacking()) say(`Not installed on this machine: ${name}. What needs it is a missing mark.`);

// Standard output belongs to the figures.
const quiet = { env, stdio: ['ignore', 2, 2] };
const built = await run(process.execPath, [join(root, 'scripts', 'build.mjs')], quiet);
if (built !== 0) process.exit(built);

const bench = [process.execPath, join(root, 'test', 'bench', 'bench.ts'), ...process.argv.slice(2)];
const display = process.platform === 'linux' && !process.env.DISPLAY && isCommand('xvfb-run');
const words = display ? ['xvfb-run', '-a', '--server-args=-screen 0 1920x1080x24', ...bench] : bench;
process.exit(await run(words[0], words.slice(1), { env }));

function lacking() {
  if (process.platform !== 'linux') return [];
  const packages = Object.entries(NEEDS).flatMap(([command, name]) => (isCommand(command) ? [] : [name]));
  return findBrowser() === undefined ? ['chromium', ...packages] : packages;
}
