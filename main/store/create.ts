import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../../core/errors.ts';
import { makeFolder, storeFiles } from './files.ts';
import { openStore, type Store } from './open.ts';
import { guard } from './problems.ts';
import { keyCheckOf, readSidecar, type Sidecar, writeSidecar } from './sidecar.ts';

export interface NewStore {
  readonly dir: string;
  readonly storeId: string;
  /** 32 random bytes, kept safely before this is called. */
  readonly key: Buffer;
  readonly mode: Sidecar['mode'];
}

/**
 * Make the profile's store. Never over one that is there.
 *
 * The sidecar says `creating` until the database is complete, so a crash in between costs nothing.
 */
export function createStore({ dir, storeId, key, mode }: NewStore): Store {
  guard(dir, () => {
    makeFolder(dir);
    const path = join(dir, storeFiles.database);
    if (readSidecar(dir) !== undefined || existsSync(path)) fail({ code: 'store', problem: 'in-use', path });
    writeSidecar(dir, { storeId, schemaVersion: 0, keyCheck: keyCheckOf(key), mode, state: 'creating' });
  });
  return openStore({ dir, key });
}
