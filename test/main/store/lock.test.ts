import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockProfile } from '../../../main/store/lock.ts';
import { failureOf, folder } from './support.ts';

const module = new URL('../../../main/store/lock.ts', import.meta.url).href;

/** Another process that holds the folder, from the moment this resolves. */
async function holder(dir: string): Promise<ChildProcess> {
  const script = `
    const { lockProfile } = await import(${JSON.stringify(module)});
    globalThis.held = lockProfile(${JSON.stringify(dir)});
    process.send('held');
    setInterval(() => {}, 60_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

describe('the lock of the profile folder', () => {
  it('says that a file is no folder to write in', () => {
    const dir = join(folder(), 'a-file');
    writeFileSync(dir, '');
    expect(failureOf(() => lockProfile(dir))).toEqual({ code: 'store', problem: 'read-only', path: dir });
  });

  it('keeps a second holder out until the first lets go', () => {
    const dir = join(folder(), 'new', 'profile');
    const first = lockProfile(dir);
    expect(failureOf(() => lockProfile(dir))).toEqual({ code: 'store', problem: 'in-use', path: dir });
    first.release();
    lockProfile(dir).release();
  });

  it('keeps out an instance of another process, and is free once that was killed', async () => {
    const dir = folder();
    const other = await holder(dir);
    expect(failureOf(() => lockProfile(dir))).toMatchObject({ problem: 'in-use' });

    const gone = once(other, 'exit');
    other.kill('SIGKILL');
    await gone;
    lockProfile(dir).release();
  });

  it('is one per folder', () => {
    const locks = [lockProfile(folder()), lockProfile(folder())];
    for (const lock of locks) lock.release();
    expect(locks).toHaveLength(2);
  });
});
