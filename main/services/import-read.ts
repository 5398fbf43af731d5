import type { ImportFile, ImportPreview } from '../../core/imports.ts';
import type { Parsed } from '../../core/ipc/contract.ts';
import type { Context } from './context.ts';
import { type HeldFile, type HeldImport, holdImport } from './import-held.ts';
import { parseFile } from './import-parse.ts';
import { previewImport } from './import-preview.ts';
import { type Rejected, rejections } from './import-rejections.ts';
import type { FileBytes, FilesRead } from './read-import-files.ts';

/**
 * Read picked, dropped or pasted files, keep them with their values in memory, and say what they hold.
 *
 * Nothing is written; the files are forgotten when the import is applied or discarded and on lock.
 * A file that cannot be read is named in `rejected`; the others go on. Fails: `not-found` (the target project).
 */
export function readImport(
  context: Context,
  { files, target }: Parsed<'imports.read'>,
): Promise<ImportPreview> {
  const held = holdFiles(context, bytesOfAll(files));
  return previewImport(context, { importId: held.id, target, files: [] });
}

/** Keep files whose bytes were read already: those named on the command line. Gives the import's id. */
export function holdFiles(context: Context, read: FilesRead): HeldImport {
  const { files, rejected } = parseAll(read);
  return holdImport(context, files, rejected);
}

/** What was picked, dropped or pasted, as bytes. */
export function bytesOfAll(files: readonly ImportFile[]): FilesRead {
  const broken = files.filter((file) => !isText(file));
  return {
    files: files.filter(isText).map(bytesOf),
    rejected: broken.map(({ name }) => ({ fileName: name, text: rejections.notText })),
  };
}

/** What files hold; those that hold nothing of use are named with the reason. */
export function parseAll({ files, rejected }: FilesRead): Pick<HeldImport, 'files' | 'rejected'> {
  const good: HeldFile[] = [];
  const bad: Rejected[] = [...rejected];
  for (const file of files) {
    const parsed = parseFile(file);
    if ('entries' in parsed) good.push(parsed);
    else bad.push(parsed);
  }
  return { files: good, rejected: bad };
}

/** Half a character cannot become bytes: it would turn into another one without a word. */
const isText = ({ content }: ImportFile): boolean =>
  content.encoding === 'base64' || content.data.isWellFormed();

function bytesOf({ name, content }: ImportFile): FileBytes {
  return {
    fileName: name,
    bytes: Buffer.from(content.data, content.encoding === 'base64' ? 'base64' : 'utf8'),
  };
}
