/** Builds when stale, chooses the host, says which and why, and becomes it. Runs in the project's Node. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBrowser } from '../main/hosts/chromium/find-browser.ts';
import { parseOptions, usage } from '../main/hosts/options.ts';
import { buildIfStale } from './build.mjs';
import { canInstallPackages, installPackages } from './debian.mjs';
import { electronBinary, fetchElectron, whyNoElectron } from './electron.mjs';
import { root, say } from './steps.mjs';

const FETCH_LIMIT_S = 600;
const args = process.argv.slice(2);

const parsed = parseOptions(args, process.env.INIT_CWD ?? process.cwd());
if (!parsed.ok) leave(2, `${parsed.message}\n\n${usage}`);
if (parsed.options.help) leave(0, usage);
const { options } = parsed;

if (options.fetchElectron) await fetchElectron(FETCH_LIMIT_S);
await buildIfStale();

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const needsPage = options.tour !== undefined || !hasDisplay;
const asRoot = process.platform === 'linux' && process.getuid() === 0;

if (options.host === 'electron') {
  if (needsPage)
    leave(
      1,
      hasDisplay ? 'The tour runs in the Chromium host.' : 'Electron needs a display, and there is none.',
    );
  if (electronBinary() === undefined) leave(1, `${whyNoElectron()}.`);
  startElectron('it was asked for');
} else if (options.host === undefined && electronBinary() !== undefined && !needsPage && !asRoot) {
  startElectron('its binary is here');
} else {
  await startChromium();
}

function startElectron(why) {
  say(`Host: Electron, because ${why}.`);
  const env = { ...process.env };
  for (const name of ['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE', 'DEBUG']) delete env[name];
  const sandbox = asRoot ? ['--no-sandbox'] : [];
  const child = spawn(electronBinary(), [...sandbox, join(root, 'dist/main/electron.js'), ...args], {
    stdio: 'inherit',
    env,
  });
  process.on('SIGINT', () => undefined); // the terminal tells the child as well
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('close', (code) => process.exit(code ?? 1));
}

async function startChromium() {
  const browser = findBrowser() ?? (await installBrowser());
  say(`Host: Chromium (${browser}), because ${whyChromium()}.`);
  const walk = !hasDisplay && options.screenshot === undefined && options.tour === undefined;
  if (walk) say('There is no display: walking the guided tour without one.');
  const entry = join(root, 'dist', 'main', 'chromium.js');
  process.argv = [process.execPath, entry, ...args, ...(walk ? ['--tour', ...options.import] : [])];
  await import(pathToFileURL(entry).href);
}

function whyChromium() {
  if (options.host === 'chromium') return 'it was asked for';
  if (options.tour !== undefined) return 'the tour drives it';
  if (!hasDisplay) return 'there is no display';
  return electronBinary() === undefined ? whyNoElectron() : "Electron's sandbox cannot start as root";
}

async function installBrowser() {
  if (canInstallPackages()) {
    say("Neither Electron nor Chrome, Chromium or Edge is here; installing Debian's Chromium.");
    if (await installPackages(['chromium'])) return findBrowser();
  }
  return leave(
    1,
    `There is nothing to show a window with. ${whyNoElectron()}.\nOr install Google Chrome, Chromium or Microsoft Edge, then run npm start again.`,
  );
}

function leave(code, message) {
  (code === 0 ? process.stdout : process.stderr).write(`${message}\n`);
  process.exit(code);
}
