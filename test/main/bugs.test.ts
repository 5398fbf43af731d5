import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** A process watched as both hosts watch theirs, doing `work`. */
function watched(work: string) {
  const script = `
    import { watchProcess } from ${JSON.stringify(join(root, 'main', 'bugs.ts'))};
    watchProcess(() => process.exit(1));
    ${work}`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
}

const bug = `Object.assign(new TypeError('hunter2\\n    at hunter2 (hunter2:1:1)'), { cause: 'hunter2' })`;

it('tells of a promise that failed unheard by class and frames only, and goes on', () => {
  const { stdout, stderr, status } = watched(
    `Promise.reject(${bug}); Promise.reject('hunter2'); setTimeout(() => console.log('alive'), 50);`,
  );
  expect(stdout).toBe('alive\n');
  expect(status).toBe(0);
  expect(stderr).toMatch(/^Incident [0-9a-f-]{36} in the background: TypeError\n +at .+:\d+:\d+/);
  expect(stderr).toMatch(/in the background: string\n/);
  expect(stderr).not.toContain('hunter2');
});

it('ends after an exception that nobody caught, and says so without its words', () => {
  const { stderr, status } = watched(`setTimeout(() => { throw ${bug}; });`);
  expect(status).toBe(1);
  expect(stderr).toContain('in the background: TypeError\n');
  expect(stderr).toContain('The console has to end.');
  expect(stderr).not.toContain('hunter2');
});

it.each(['chromium', 'electron'])('is what the %s host does before anything else', (host) => {
  const entry = readFileSync(join(root, 'main', 'hosts', host, 'entry.ts'), 'utf8');
  expect(entry).toMatch(/\nwatchProcess\(.+\);\nmain\(\)/);
});
