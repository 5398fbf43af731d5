import { readFileSync, writeSync } from 'node:fs';

/**
 * A thread of the victim that does nothing but say every 10 ms that it lives, and what the main thread does: whether it
 * runs or wants to, and how much of the processor it had so far, in ms.
 *
 * That tells a machine that gave the victim no processor (its beats stop, or main wants to run and does not) from a main
 * that blocks its own loop (it runs on and on). Only Linux tells the second: elsewhere main is said to sleep.
 */
setInterval(() => {
  const { runnable, usedMs } = mainThread();
  writeSync(1, `beat ${Date.now()} ${Number(runnable)} ${usedMs}\n`);
}, 10);

const tickMs = 10; // what the kernel counts in, wherever it is Linux

/** From `/proc`, see proc_pid_stat(5); the main thread has the number of its process. */
function mainThread(): { readonly runnable: boolean; readonly usedMs: number } {
  if (process.platform !== 'linux') return { runnable: false, usedMs: 0 };
  const stat = readFileSync(`/proc/self/task/${process.pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name before it may hold anything
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { runnable: fields[0] !== 'S', usedMs: ticks * tickMs };
}
