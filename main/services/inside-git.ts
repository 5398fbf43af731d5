import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const gitTimeoutMs = 5_000;

/**
 * Whether the file lies in a git work tree that does not ignore it, so that a commit could take it along.
 *
 * @param path  absolute; its folder exists
 *
 * When in doubt (no git installed, git refuses to answer) the answer is true.
 */
export async function insideGit(path: string): Promise<boolean> {
  if (!hasGitAbove(dirname(path))) return false;
  return !(await ignored(path));
}

function hasGitAbove(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  const parent = dirname(folder);
  return parent !== folder && hasGitAbove(parent);
}

/** Asks git. The repository's own settings must not start programs here, hence `fsmonitor` off. */
function ignored(path: string): Promise<boolean> {
  const args = ['-c', 'core.fsmonitor=false', 'check-ignore', '--quiet', '--', path];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const options = { cwd: dirname(path), env, timeout: gitTimeoutMs, windowsHide: true };
  return new Promise((resolve) => execFile('git', args, options, (error) => resolve(error === null)));
}
