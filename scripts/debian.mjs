import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, step } from './steps.mjs';

/** Debian itself, as root: packages may be installed. (Ubuntu's chromium package is a stub for a snap.) */
export function canInstallPackages() {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !isCommand('apt-get')) return false;
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Prints and runs the apt commands; resolves to whether they worked. */
export async function installPackages(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    step(`apt-get ${args.join(' ')}`, () =>
      run('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }),
    );
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  if ((await apt(...install)) === 0) return true;
  return (await apt('update')) === 0 && (await apt(...install)) === 0;
}

export function isCommand(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
