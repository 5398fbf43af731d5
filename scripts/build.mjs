import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { isFresh, mark, newest } from './stamps.mjs';
import { root, step } from './steps.mjs';

const STAMP = join(root, 'dist', '.stamp');
const SOURCES = ['core', 'main', 'preload', 'renderer', 'assets', 'package-lock.json'];
export const CONFIGS = ['vite.config.ts', 'vite.main.config.ts', 'vite.preload.config.ts'];

/** Builds window, main and preload side by side, unless nothing changed since the last build. */
export async function buildIfStale() {
  const sources = newest([...SOURCES, ...CONFIGS, 'scripts/build.mjs'].map((name) => join(root, name)));
  if (isFresh(STAMP, sources)) return;
  await step('Building', async () => {
    await Promise.all(
      CONFIGS.map((name) => build({ configFile: join(root, name), root: rootOf(name), logLevel: 'warn' })),
    );
    mark(STAMP, sources);
  });
}

/** The window's config has its own root; a root given here would win over it. */
export function rootOf(config) {
  return config === 'vite.config.ts' ? join(root, 'renderer') : root;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildIfStale();
}
