import type { Parsed } from '../../core/ipc/contract.ts';
import { limits } from '../../core/limits.ts';
import type { Context } from './context.ts';
import { changeHeld, findImport, type HeldFile } from './import-held.ts';
import { bytesOfAll, parseAll } from './import-read.ts';
import { rejections } from './import-rejections.ts';

/**
 * Add picked, dropped or pasted files to those being looked at. One of the same name takes the place of that file, so
 * that the positions of all others stay.
 *
 * @returns the positions of the files that are new or another now
 * Fails: `not-found` (the import).
 */
export function addToImport(
  context: Context,
  { importId, files }: Parsed<'imports.add'>,
): { changed: number[] } {
  const held = findImport(context, importId);
  const read = parseAll(bytesOfAll(files));
  const all: HeldFile[] = [...held.files];
  const rejected = [...held.rejected.filter(({ fileName }) => !names(files).has(fileName)), ...read.rejected];
  const changed = new Set<number>();
  for (const file of read.files) {
    const same = held.files.findIndex(({ fileName }, at) => fileName === file.fileName && !changed.has(at));
    const at = same === -1 ? all.length : same;
    if (at >= limits.filesPerImport) {
      rejected.push({ fileName: file.fileName, text: rejections.tooMany });
      continue;
    }
    all[at] = file;
    changed.add(at);
  }
  changeHeld(context, held, { files: all, rejected });
  return { changed: [...changed] };
}

const names = (files: readonly { readonly name: string }[]): ReadonlySet<string> =>
  new Set(files.map(({ name }) => name));
