import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, run, say, step } from './steps.mjs';

const folder = join(root, 'node_modules', 'electron');
const MEMORY = join(root, 'node_modules', '.cache', 'electron-fetch');

/** Electron's program, if it has been downloaded. Never imports electron: that would download it without limit. */
export function electronBinary() {
  try {
    const file = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Downloads Electron within a time limit; what came of it is remembered until the next install. */
export async function fetchElectron(limitS) {
  if (electronBinary() !== undefined || !existsSync(join(folder, 'install.js'))) return;
  const code = await step(`Fetching Electron (at most ${limitS} s)`, () =>
    run(process.execPath, [join(folder, 'install.js')], {
      timeoutMs: limitS * 1000,
      stdio: ['ignore', 'ignore', 'ignore'],
    }),
  );
  const outcome = code === 0 && electronBinary() !== undefined ? 'fetched' : 'could not be fetched';
  say(`Electron ${outcome}.`);
  mkdirSync(dirname(MEMORY), { recursive: true });
  writeFileSync(MEMORY, `${outcome} on ${new Date().toISOString().slice(0, 10)}`);
}

/** Why there is no Electron, in words. */
export function whyNoElectron() {
  try {
    return `Electron ${readFileSync(MEMORY, 'utf8')} (npm start -- --fetch-electron tries again)`;
  } catch {
    return 'Electron has not been fetched (npm start -- --fetch-electron does)';
  }
}
