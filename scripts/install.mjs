import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchElectron } from './electron.mjs';
import { root, run, say, step } from './steps.mjs';

const ELECTRON_LIMIT_S = 60;

/** Installs what the lockfile names, when what is there differs from it. Runs on a bare checkout, in Node 20. */
export async function installIfStale() {
  if (isInstalled()) return;
  const code = await step('Installing the packages of the lockfile (npm ci)', npmCi);
  if (code !== 0) {
    say(`npm ci failed with code ${code}; its message is above.`);
    process.exit(1);
  }
  await fetchElectron(ELECTRON_LIMIT_S);
}

function npmCi() {
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('js')) return run(process.execPath, [npm, ...args]);
  return run('npm', args, { shell: process.platform === 'win32' });
}

/** Every package of the lockfile is there in its version; optional ones may be for another platform. */
function isInstalled() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const there = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = there[path];
    if (found === undefined) return entry.optional === true;
    return found.version === entry.version && existsSync(join(root, path, 'package.json'));
  });
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return {};
  }
}
