import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFiles, makeFolder, storeFiles, syncFolder } from './files.ts';
import { guard } from './problems.ts';
import { readSidecar } from './sidecar.ts';

// The sidecar goes last: until then the profile still says what it was.
const movable = [...databaseFiles, storeFiles.keyFile, storeFiles.backups, storeFiles.sidecar];

/**
 * Put the store aside, whole, so that the next start makes a new one. Nothing is deleted.
 *
 * @returns the folder that holds it now, `old/<store id>`; its key stays in the keychain under that id
 */
export function setStoreAside(dir: string): string {
  return guard(dir, () => {
    const present = movable.filter((name) => existsSync(join(dir, name)));
    const target = freeFolder(join(dir, storeFiles.old, idOf(dir)), present);
    makeFolder(target);
    for (const name of present) renameSync(join(dir, name), join(target, name));
    syncFolder(target);
    syncFolder(dir);
    return target;
  });
}

/** Where none of these names is taken. The same folder again after a crash half-way. */
function freeFolder(wanted: string, names: readonly string[]): string {
  let target = wanted;
  for (let n = 2; names.some((name) => existsSync(join(target, name))); n += 1) target = `${wanted}-${n}`;
  return target;
}

function idOf(dir: string): string {
  try {
    return readSidecar(dir)?.storeId ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
