/** `vite build --watch` for window, main and preload; each finished build opens the window anew. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { CONFIGS, rootOf } from './build.mjs';
import { root, say } from './steps.mjs';

const SETTLE_MS = 200;
const args = process.argv.slice(2);
const built = new Set();
let app;
let timer;

for (const name of CONFIGS) {
  const options = {
    configFile: join(root, name),
    root: rootOf(name),
    logLevel: 'warn',
    build: { watch: {} },
  };
  const watcher = await build(options);
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') say(event.error.message);
    if (event.code !== 'END') return;
    built.add(name);
    if (built.size < CONFIGS.length) return;
    clearTimeout(timer);
    timer = setTimeout(reopen, SETTLE_MS); // one change often ends several builds
  });
}

function reopen() {
  if (app !== undefined) {
    app.removeAllListeners('close');
    app.once('close', open);
    app.kill('SIGTERM');
    return;
  }
  open();
}

function open() {
  say('Opening the window.');
  app = spawn(process.execPath, [join(root, 'dist', 'main', 'chromium.js'), ...args], { stdio: 'inherit' });
  app.once('close', (code) => process.exit(code ?? 1)); // the person closed it
}
