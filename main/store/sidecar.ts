import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { fail } from '../../core/errors.ts';
import { readIfThere, storeFiles, writeWhole } from './files.ts';

/**
 * What is known of the store without its key. Plain, because a wrong key and a damaged file look alike from outside.
 *
 * `creating` until the database was once complete: such a one holds nothing yet and may be made again.
 */
export const Sidecar = z.object({
  storeId: z.uuid(),
  schemaVersion: z.number().int().min(0),
  keyCheck: z.string().regex(/^[0-9a-f]{64}$/),
  mode: z.enum(['keychain', 'passphrase']),
  state: z.enum(['creating', 'ready']),
});
export type Sidecar = Readonly<z.infer<typeof Sidecar>>;

/** Tells the right key without holding it: an HMAC under the key, which is 32 random bytes. */
export const keyCheckOf = (key: Buffer): string =>
  createHmac('sha256', key).update('platos-console store key').digest('hex');

/** The profile's sidecar, or undefined where there is none. One that makes no sense is a damaged store. */
export function readSidecar(dir: string): Sidecar | undefined {
  const path = join(dir, storeFiles.sidecar);
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  return parseJson(Sidecar, text) ?? fail({ code: 'store', problem: 'damaged', path });
}

export function writeSidecar(dir: string, sidecar: Sidecar): void {
  writeWhole(join(dir, storeFiles.sidecar), `${JSON.stringify(sidecar, null, 2)}\n`);
}

/** Undefined for text that is not JSON or not of this shape. */
export function parseJson<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
