/**
 * Starts the built app again and again, inside a session with an unlocked keyring.
 *
 * One line of JSON on standard input tells profile, store id, key and path; prints a JSON list of milliseconds
 * from the start of the process to the first rows in its window.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createKeychain } from '../../main/keychain/keychain.ts';

const [line] = (await once(createInterface({ input: process.stdin }), 'line')) as [string];
const order = JSON.parse(line) as {
  readonly dir: string;
  readonly storeId: string;
  readonly key: string;
  readonly path: string;
  readonly runs: number;
};
await createKeychain({ service: 'platos-console' }).write(order.storeId, order.key);

const hook = join(import.meta.dirname, 'start-hook.mjs');
const entry = join(import.meta.dirname, '..', '..', 'dist', 'main', 'chromium.js');
const samples: number[] = [];
for (let run = 0; run < order.runs; run++) samples.push(await start());
process.stdout.write(`${JSON.stringify(samples)}\n`);
process.exit();

async function start(): Promise<number> {
  const began = performance.now();
  const args = ['--import', hook, entry, '--profile', order.dir, '--path', order.path];
  const app = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(app, 'close');
  const said = await new Promise<string>((resolve) => {
    createInterface({ input: app.stdout }).once('line', resolve);
    void closed.then(() => resolve('closed'));
  });
  const took = performance.now() - began;
  app.kill('SIGTERM');
  await closed;
  if (said !== 'usable') throw new Error(`the window never showed its list: ${said}`);
  return took;
}
