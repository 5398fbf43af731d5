import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readImportFiles } from '../services/read-import-files.ts';
import type { OpenedApp } from './hands.ts';
import { journeyOf } from './journey.ts';
import { again } from './steps-again.ts';
import { beginning } from './steps-begin.ts';
import { editing } from './steps-edit.ts';
import { promoting } from './steps-promote.ts';
import { type Step, walk } from './walk.ts';
import { type World, worldOfFiles, worldOfSample } from './world.ts';

export interface TourParts {
  /** Dotenv files to walk on; the sample project when there are none. */
  readonly files: readonly string[];
  /** Keep the data here, and leave it; a folder that goes with the tour when not given. Holds no data yet. */
  readonly profile?: string;
  /** Where the pictures go. */
  readonly folder: string;
  readonly say: (line: string) => void;
  /** Starts the app on a folder of data, with no keychain, and files for the import preview. */
  readonly open: (profile: string, files: readonly string[]) => Promise<OpenedApp>;
}

/** Not a secret: what it protects was made by the tour. */
const passphrase = 'a guided tour of the console';
const patienceMs = 15_000;

/**
 * Walk the main job of the console by key presses, from the first screen to the second start.
 *
 * What is expected is worked out from the files alone; no value is told, except the two that the tour makes up.
 * @returns whether every expectation was met
 */
export async function tour(parts: TourParts): Promise<boolean> {
  const { files, say } = parts;
  const world = await worldOf(files, say);
  if (world === undefined) return false;
  const profile = parts.profile ?? (await mkdtemp(join(tmpdir(), 'platos-console-tour-')));
  try {
    say(
      `The guided tour, on ${files.length === 0 ? 'the sample project' : files.map((file) => basename(file)).join(', ')}.`,
    );
    const ok = await walkWorld(parts, world, profile);
    if (parts.profile !== undefined) say(`The data is in ${profile}. Its passphrase: ${passphrase}`);
    return ok;
  } finally {
    if (parts.profile === undefined) await rm(profile, { recursive: true, force: true });
  }
}

async function worldOf(files: readonly string[], say: (line: string) => void): Promise<World | undefined> {
  if (files.length === 0) return worldOfSample();
  const { files: read, rejected } = await readImportFiles(files);
  for (const { fileName, text } of rejected) say(`${fileName}: ${text}`);
  const world = worldOfFiles(read);
  if (rejected.length === 0 && world.places.some(({ values }) => values.size > 0)) return world;
  say('The tour needs dotenv files with at least one variable.');
  return undefined;
}

async function walkWorld(parts: TourParts, world: World, profile: string): Promise<boolean> {
  const { say, folder, open } = parts;
  const started = performance.now();
  let app = await open(profile, parts.files);
  const restart = async () => {
    await app.gone;
    app = await open(profile, []);
  };
  const journey = journeyOf(world);
  const steps: readonly Step[] = [
    ...beginning(journey, passphrase),
    ...editing(journey),
    ...promoting(journey),
    ...again(journey, passphrase, restart),
  ];
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const keep = (name: string, picture: Buffer) => keepPicture(folder, name, picture);
    const result = await walk(steps, { hands: () => app.hands, say, keep, patienceMs });
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    say('');
    say(
      `${result.met} expectations met in ${result.walked} steps, ${result.leftOut} left out, in ${seconds} s.` +
        (result.ok ? '' : ' One was not met: the tour ended there.'),
    );
    return result.ok;
  } finally {
    await app.quit();
  }
}

/** A picture shows what the window showed, readable values included: for nobody else's eyes. */
async function keepPicture(folder: string, name: string, picture: Buffer): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, picture, { mode: 0o600 });
  await chmod(file, 0o600); // one from an earlier tour keeps its mode otherwise
  return join(basename(folder), name);
}
