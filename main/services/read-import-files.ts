import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { limits } from '../../core/limits.ts';
import { type Rejected, rejections } from './import-rejections.ts';

/** The bytes of one file that somebody wants to import. */
export interface FileBytes {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface FilesRead {
  readonly files: readonly FileBytes[];
  /** Files that gave nothing, each with the reason in words. */
  readonly rejected: readonly Rejected[];
}

/**
 * Read files named on the command line.
 *
 * Regular files only, size first: a FIFO or a device is refused and never waited for. At most
 * `limits.filesPerImport` files of `limits.fileBytes` each. Never fails: what cannot be read is named in `rejected`.
 */
export async function readImportFiles(paths: readonly string[]): Promise<FilesRead> {
  const files: FileBytes[] = [];
  const rejected: Rejected[] = [];
  for (const [index, path] of paths.entries()) {
    const fileName = basename(path) || path;
    const read = index < limits.filesPerImport ? await readOne(path) : rejections.tooMany;
    if (typeof read === 'string') rejected.push({ fileName, text: read });
    else files.push({ fileName, bytes: read });
  }
  return { files, rejected };
}

/** The file's bytes, or why there are none. */
async function readOne(path: string): Promise<Uint8Array | string> {
  let handle: FileHandle | undefined;
  try {
    const before = refusal(await stat(path));
    if (before !== undefined) return before;
    // What lies at the path may change between the look and the opening: never wait, and look again.
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const after = refusal(await handle.stat());
    if (after !== undefined) return after;
    return (await readUpTo(handle, limits.fileBytes)) ?? rejections.tooLarge;
  } catch (error) {
    return reasonOf(error);
  } finally {
    await handle?.close();
  }
}

interface Look {
  readonly size: number;
  readonly isFile: () => boolean;
  readonly isDirectory: () => boolean;
}

function refusal(look: Look): string | undefined {
  if (look.isDirectory()) return rejections.folder;
  if (!look.isFile()) return rejections.notRegular;
  return look.size > limits.fileBytes ? rejections.tooLarge : undefined;
}

/** All bytes, or `undefined` when there are more than `most`: a file may grow while it is read. */
async function readUpTo(handle: FileHandle, most: number): Promise<Uint8Array | undefined> {
  const buffer = Buffer.alloc(most + 1);
  let length = 0;
  while (length <= most) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
    if (bytesRead === 0) return Uint8Array.from(buffer.subarray(0, length));
    length += bytesRead;
  }
  return undefined;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return rejections.missing;
  if (code === 'EACCES' || code === 'EPERM') return rejections.notAllowed;
  if (code === 'ENXIO') return rejections.notRegular;
  return rejections.unreadable;
}
