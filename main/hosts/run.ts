import { writeFile } from 'node:fs/promises';
import { type AppParts, runApp } from '../app.ts';
import type { Host } from './host.ts';
import { type AppOptions, parseOptions } from './options.ts';
import { pathInData, sceneOf, setScene } from './scene.ts';
import { tellTrouble } from './trouble.ts';

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
  if (options.screenshot === undefined) return runApp(host, options, parts);
  try {
    await openForPicture(host, options, parts);
    await host.ready(READY_LIMIT_MS);
    await writeFile(options.screenshot, await host.screenshot(), { mode: 0o600 }); // it may show values
  } catch (error) {
    tellTrouble('The picture could not be taken', 'a picture', error);
    process.exitCode = 1;
  }
  await host.quit();
}

/** The picture of files, or of the sample, is painted beside the person's data and leaves it alone. */
async function openForPicture(host: Host, options: AppOptions, parts: AppParts): Promise<void> {
  const scene = sceneOf(options, parts.profile.dir);
  if (scene === undefined) return runApp(host, options, { ...parts, prepare: pathInData(options.path) });
  parts.profile.lock?.release();
  const set = setScene(scene, options, (line) => console.error(line));
  host.onQuit(set.remove);
  await runApp(host, { ...options, import: [] }, { ...parts, ...set.parts });
}
