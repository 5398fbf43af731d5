import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly dir: string;
  readonly remount: (options: string) => void;
  readonly remove: () => void;
}

/** A small file system of its own, for a full disk or a read-only one. Undefined where none may be mounted. */
export function smallDisk(size: string): SmallDisk | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'platos-console-disk-'));
  const mount = (...args: readonly string[]) => void execFileSync('mount', [...args], { stdio: 'ignore' });
  try {
    mount('-t', 'tmpfs', '-o', `size=${size},mode=700`, 'tmpfs', dir);
  } catch {
    rmSync(dir, { recursive: true });
    return undefined;
  }
  return {
    dir,
    remount: (options) => mount('-o', `remount,${options}`, dir),
    remove: () => {
      execFileSync('umount', ['-l', dir]);
      rmSync(dir, { recursive: true });
    },
  };
}
