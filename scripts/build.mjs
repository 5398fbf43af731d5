import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { exclusively, isFresh, mark, newest } from './stamps.mjs';
import { root, step } from './steps.mjs';

const STAMP = join(root, 'dist', '.stamp');
const LOCK = join(root, 'dist', '.lock');
const SOURCES = ['core', 'main', 'preload', 'renderer', 'assets', 'package-lock.json'];
export const CONFIGS = ['vite.config.ts', 'vite.main.config.ts', 'vite.preload.config.ts'];

/** Builds window, main and preload side by side, unless nothing changed since the last build. */
export function buildIfStale() {
  return exclusively(LOCK, async () => {
    const sources = newest([...SOURCES, ...CONFIGS, 'scripts/build.mjs'].map((name) => join(root, name)));
    if (isFresh(STAMP, sources)) return;
    rmSync(STAMP, { force: true }); // a build that fails half way is not fresh
    await step('Building', () => Promise.all(CONFIGS.map(buildOne)));
    mark(STAMP, sources);
  });
}

function buildOne(config) {
  return build({ configFile: join(root, config), root: rootOf(config), logLevel: 'warn' });
}

/** The window's config has its own root; a root given here would win over it. */
export function rootOf(config) {
  return config === 'vite.config.ts' ? join(root, 'renderer') : root;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildIfStale();
}
