import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';
import { fail } from '../../core/errors.ts';
import { readIfThere, storeFiles, writeWhole } from '../store/files.ts';
import { guard } from '../store/problems.ts';
import { parseJson } from '../store/sidecar.ts';

/** RFC 9106, second recommended option: 64 MiB, 3 passes, 4 lanes. */
const strength = { memoryKiB: 65_536, passes: 3, lanes: 4 } as const;

/** The upper bounds keep a file from elsewhere from taking the machine's memory. */
const KeyFile = z.object({
  kind: z.literal('argon2id+aes-256-gcm'),
  memoryKiB: z.number().int().min(8).max(1_048_576),
  passes: z.number().int().min(1).max(100),
  lanes: z.number().int().min(1).max(64),
  salt: z.base64(),
  nonce: z.base64(),
  sealed: z.base64(),
  tag: z.base64(),
});
type KeyFile = z.infer<typeof KeyFile>;

const pathOf = (dir: string): string => join(dir, storeFiles.keyFile);

/**
 * Write the store's key, sealed under a passphrase, as `key.json` in the profile. Mode 0600.
 *
 * @param storeId  sealed along: the file opens only the store it was made for
 */
export async function writeKeyFile(
  dir: string,
  storeId: string,
  key: Buffer,
  passphrase: string,
): Promise<void> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const wrap = await derive(passphrase, salt, strength);
  const cipher = createCipheriv('aes-256-gcm', wrap, nonce).setAAD(Buffer.from(storeId));
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
  wrap.fill(0);
  const file: KeyFile = {
    kind: 'argon2id+aes-256-gcm',
    ...strength,
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
  guard(dir, () => writeWhole(pathOf(dir), `${JSON.stringify(file, null, 2)}\n`));
}

/**
 * Get the store's key out of the key file: 32 bytes, the caller's to wipe.
 *
 * Fails with `passphrase-wrong`; with `store` `key-missing` where there is no file, `damaged` where it makes no sense.
 */
export async function readKeyFile(dir: string, storeId: string, passphrase: string): Promise<Buffer> {
  const path = pathOf(dir);
  const text = guard(dir, () => readIfThere(path)) ?? fail({ code: 'store', problem: 'key-missing', path });
  const file = parseJson(KeyFile, text) ?? fail({ code: 'store', problem: 'damaged', path });
  const wrap = await derive(passphrase, Buffer.from(file.salt, 'base64'), file);
  try {
    const nonce = Buffer.from(file.nonce, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', wrap, nonce, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(storeId)).setAuthTag(Buffer.from(file.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(file.sealed, 'base64')), decipher.final()]);
  } catch {
    return fail({ code: 'passphrase-wrong' });
  } finally {
    wrap.fill(0);
  }
}

type Strength = Pick<KeyFile, 'memoryKiB' | 'passes' | 'lanes'>;

/** The same characters typed on another system may arrive composed differently: NFC makes them one. */
function derive(passphrase: string, salt: Buffer, { memoryKiB, passes, lanes }: Strength): Promise<Buffer> {
  const argon2id = 2;
  return hashRaw(passphrase.normalize('NFC'), {
    algorithm: argon2id,
    memoryCost: memoryKiB,
    timeCost: passes,
    parallelism: lanes,
    outputLen: 32,
    salt,
  });
}
