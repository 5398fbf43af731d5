import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Says what is going on and, when done, how long it took. */
export async function step(title, work) {
  say(`${title} ...`);
  const start = performance.now();
  const result = await work();
  say(`${title}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

/** Runs a command to its end. Resolves to its exit code, or 127 when there is no such command. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.on('error', () => resolve(127));
    child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
    if (options.timeoutMs) setTimeout(() => child.kill('SIGKILL'), options.timeoutMs).unref();
  });
}
