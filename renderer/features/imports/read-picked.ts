import type { ImportFile } from '../../../core/imports.ts';
import { limits } from '../../../core/limits.ts';
import type { Turned } from './offer.ts';

/** The part of a `File` that is looked at. */
export interface Picked {
  readonly name: string;
  readonly size: number;
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
}

/**
 * The bytes of picked or dropped files, as main takes them. Size first: a file that is too large is never read.
 *
 * @returns what can be sent, and what was turned down with the reason in words; every file is in one of the two
 */
export async function readPicked(
  picked: readonly Picked[],
): Promise<{ readonly files: readonly ImportFile[]; readonly turned: readonly Turned[] }> {
  const files: ImportFile[] = [];
  const turned: Turned[] = [];
  for (const file of picked) {
    const name = file.name.slice(0, 255) || 'unnamed';
    if (files.length >= limits.filesPerImport)
      turned.push({ fileName: name, text: `At most ${limits.filesPerImport} files are imported at once.` });
    else if (file.size > limits.fileBytes) turned.push({ fileName: name, text: tooLarge(file.size) });
    else {
      const data = await bytesOf(file);
      if (data === undefined) turned.push({ fileName: name, text: 'It could not be read. Is it a folder?' });
      else files.push({ name, content: { encoding: 'base64', data } });
    }
  }
  return { files, turned };
}

const megabyte = 1_048_576;
const tooLarge = (size: number): string =>
  `It has ${Math.ceil(size / megabyte)} MB; at most ${limits.fileBytes / megabyte} MB are read. Is it the right file?`;

async function bytesOf(file: Picked): Promise<string | undefined> {
  try {
    return toBase64(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return undefined;
  }
}

/** In pieces: the arguments of one call have a limit. */
export function toBase64(bytes: Uint8Array): string {
  const piece = 0x8000;
  let binary = '';
  for (let from = 0; from < bytes.length; from += piece)
    binary += String.fromCharCode(...bytes.subarray(from, from + piece));
  return btoa(binary);
}

/** Whether pasted text can be variables at all: an assignment, or a JSON export. */
export const looksLikeVariables = (text: string): boolean =>
  /^\s*(export\s+)?[^\s#=]+\s*=/m.test(text) || /^\s*\{/.test(text);
