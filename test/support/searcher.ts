import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a needle was found, and in which of its written forms. */
export interface Finding {
  readonly needle: string;
  readonly form: string;
  readonly where: string;
}

/**
 * The forms in which a value could have been written down.
 *
 * Base64 depends on the offset at which the value stands, so all three alignments are made and cut
 * to the characters that depend on the value alone.
 */
export function formsOf(value: string): readonly { readonly form: string; readonly bytes: Buffer }[] {
  const utf8 = Buffer.from(value, 'utf8');
  const text = (form: string, written: string) => ({ form, bytes: Buffer.from(written, 'latin1') });
  const aligned = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), utf8]).toString('base64');
    const start = Math.ceil((offset * 8) / 6);
    const end = Math.floor(((offset + utf8.length) * 8) / 6);
    return text(`base64+${offset}`, encoded.slice(start, end));
  });
  return [
    { form: 'utf-8', bytes: utf8 },
    { form: 'utf-16le', bytes: Buffer.from(value, 'utf16le') },
    { form: 'json', bytes: Buffer.from(JSON.stringify(value).slice(1, -1), 'utf8') },
    { form: 'json-ascii', bytes: Buffer.from(asciiJson(value), 'latin1') },
    text('hex', utf8.toString('hex')),
    text('HEX', utf8.toString('hex').toUpperCase()),
    ...aligned,
  ];
}

const asciiJson = (value: string): string =>
  JSON.stringify(value)
    .slice(1, -1)
    .replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Every finding of every needle in one buffer. Needles must be long enough not to occur by chance. */
export function searchBytes(haystack: Buffer, needles: readonly string[], where: string): readonly Finding[] {
  return needles.flatMap((needle) =>
    formsOf(needle)
      .filter(({ bytes }) => haystack.includes(bytes))
      .map(({ form }) => ({ needle, form, where })),
  );
}

/** The same in every regular file below the folders, their names included. Folders that are not there are passed over. */
export function searchFolders(folders: readonly string[], needles: readonly string[]): readonly Finding[] {
  return folders.flatMap((folder) => searchFolder(folder, needles));
}

function searchFolder(folder: string, needles: readonly string[]): readonly Finding[] {
  const entries = listOf(folder);
  return entries.flatMap((name) => {
    const path = join(folder, name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    const inName = searchBytes(Buffer.from(name), needles, `name of ${path}`);
    if (stat?.isDirectory()) return [...inName, ...searchFolder(path, needles)];
    if (!stat?.isFile()) return inName;
    return [...inName, ...searchBytes(readFileSync(path), needles, path)];
  });
}

function listOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
