import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preferences } from './flags.ts';

const PREFIX = 'platos-console-browser-';

/** A throw-away user-data folder (0700), named after this process so that a later start can sweep it. */
export function createBrowserProfile(): { readonly folder: string; readonly remove: () => void } {
  sweep();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  mkdirSync(join(folder, 'Default'), { mode: 0o700 });
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences), { mode: 0o600 });
  writeFileSync(join(folder, 'First Run'), '', { mode: 0o600 });
  const remove = () => {
    process.off('exit', remove);
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    } catch {
      // held by something that outlives the browser: the next start sweeps it, and the app still ends
    }
  };
  process.once('exit', remove);
  return { folder, remove };
}

/** Removes the folders of starts that were killed. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // another person's folder: theirs to sweep
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
