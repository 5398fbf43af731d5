import { writeFile } from 'node:fs/promises';
import { type AppParts, runApp } from '../app.ts';
import type { Host } from './host.ts';
import { type AppOptions, parseOptions } from './options.ts';

const READY_LIMIT_MS = 15_000;

/** The folder in which npm was called: relative files belong there. */
export const calledFrom = (): string => process.env['INIT_CWD'] ?? process.cwd();

/** The options of this process, or a message and exit 2. */
export function optionsOrExit(args: readonly string[]): AppOptions {
  const parsed = parseOptions(args, calledFrom());
  if (parsed.ok) return parsed.options;
  console.error(parsed.message);
  return process.exit(2);
}

/** Runs the app in this host; with `--screenshot` paints once, writes the picture and quits. */
export async function run(host: Host, options: AppOptions, parts: AppParts): Promise<void> {
  await runApp(host, options, parts);
  if (options.screenshot === undefined) return;
  await host.ready(READY_LIMIT_MS);
  await writeFile(options.screenshot, await host.screenshot());
  await host.quit();
}
