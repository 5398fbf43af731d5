import { type Context, perContext } from './context.ts';
import { isHeld } from './import-held.ts';
import { holdFiles } from './import-read.ts';
import { readImportFiles } from './read-import-files.ts';

/**
 * The files of the command line, offered once: read when the store is first open, and forgotten like any
 * other import when they are applied or discarded and on lock. After a lock they are read again.
 */
export function createPendingImport(paths: readonly string[]) {
  let finished = paths.length === 0;
  const offeredTo = perContext((): { id: Promise<string> | undefined } => ({ id: undefined }));
  return {
    /** The import's id while it waits to be looked at. */
    idFor: async (context: Context): Promise<string | undefined> => {
      if (finished) return undefined;
      const offered = offeredTo(context);
      offered.id ??= readImportFiles(paths).then((read) => holdFiles(context, read).id);
      const id = await offered.id;
      finished = !isHeld(context, id);
      return finished ? undefined : id;
    },
  };
}
