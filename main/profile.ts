import { homedir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../core/errors.ts';
import { lockProfile, type ProfileLock } from './store/lock.ts';

/** Where the app keeps its data when `--profile` names no folder: the platform's own place for it. */
export function defaultProfile(platform = process.platform, env = process.env, home = homedir()): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Platos Console');
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Platos Console');
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'platos-console');
}

/** The profile's folder, and its lock where it could be taken: before anything is launched. */
export interface Profile {
  readonly dir: string;
  /** Undefined when another instance holds the folder or it cannot be written: the window then says so. */
  readonly lock: ProfileLock | undefined;
}

export function claimProfile(folder: string | undefined): Profile {
  const dir = folder ?? defaultProfile();
  try {
    return { dir, lock: lockProfile(dir) };
  } catch (error) {
    if (error instanceof Failure) return { dir, lock: undefined };
    throw error;
  }
}
