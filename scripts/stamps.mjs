import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What identifies a set of sources: how many files, and the newest change among them. */
export function newest(paths) {
  let count = 0;
  let latest = 0;
  const visit = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return;
    latest = Math.max(latest, stat.mtimeMs);
    if (stat.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name));
    else count += 1;
  };
  for (const path of paths) visit(path);
  return `${count} files, newest ${latest}`;
}

export function isFresh(stamp, sources) {
  return readText(stamp) === sources;
}

export function mark(stamp, sources) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, sources);
}

/** Runs work while no other process runs work under the same lock file. */
export async function exclusively(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  while (!take(file)) await new Promise((resolve) => setTimeout(resolve, 50));
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** A lock gets its owner's name at once; one without after this long was left by a start that was killed. */
const NAMELESS_MS = 5_000;

/** Takes the lock, also one whose owner is gone. */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = Number.parseInt(readText(file), 10);
    const gone = Number.isInteger(owner) ? !isAlive(owner) : ageOf(file) > NAMELESS_MS;
    if (gone) rmSync(file, { force: true });
    return false;
  }
}

function ageOf(file) {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
