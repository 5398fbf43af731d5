import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AppError, Failure } from '../../../core/errors.ts';
import { readKeyFile, writeKeyFile } from '../../../main/keychain/key-file.ts';
import { searchFolders } from '../../support/searcher.ts';
import { folder } from '../store/support.ts';

const failing = async (work: Promise<unknown>): Promise<AppError | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Failure ? error.detail : undefined),
  );

async function sealed(passphrase = 'correct horse') {
  const it = { dir: folder(), id: randomUUID(), key: randomBytes(32), passphrase };
  await writeKeyFile(it.dir, it.id, it.key, passphrase);
  return { ...it, path: join(it.dir, 'key.json') };
}

describe('the key file', () => {
  it.each(['correct horse', ' ', 'Schlüssel 🔑', 'x'.repeat(1_024)])('opens with %j', async (passphrase) => {
    const { dir, id, key } = await sealed(passphrase);
    expect((await readKeyFile(dir, id, passphrase)).equals(key)).toBe(true);
  });

  it('opens with the same passphrase composed in another way', async () => {
    const { dir, id, key } = await sealed('caf\u00e9');
    expect((await readKeyFile(dir, id, 'cafe\u0301')).equals(key)).toBe(true);
  });

  it.each(['', 'correct hors', 'Correct horse', 'correct horse '])('stays shut for %j', async (guess) => {
    const { dir, id } = await sealed();
    expect(await failing(readKeyFile(dir, id, guess))).toEqual({ code: 'passphrase-wrong' });
  });

  it('opens only the store it was made for', async () => {
    const { dir, passphrase } = await sealed();
    expect(await failing(readKeyFile(dir, randomUUID(), passphrase))).toEqual({ code: 'passphrase-wrong' });
  });

  it('is for its owner only, says how it was made, and holds neither key nor passphrase', async () => {
    const { dir, key, passphrase, path } = await sealed();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ memoryKiB: 65_536, passes: 3, lanes: 4 });
    expect(searchFolders([dir], [passphrase, key.toString('hex')])).toEqual([]);
    expect(readFileSync(path, 'utf8')).not.toContain(key.toString('base64'));
  });

  it('is sealed anew each time', async () => {
    const { dir, id, key, passphrase, path } = await sealed();
    const before = readFileSync(path, 'utf8');
    await writeKeyFile(dir, id, key, passphrase);
    expect(readFileSync(path, 'utf8')).not.toBe(before);
  });

  it('that is gone is a missing key', async () => {
    const { dir, id, passphrase, path } = await sealed();
    rmSync(path);
    expect(await failing(readKeyFile(dir, id, passphrase))).toMatchObject({ problem: 'key-missing' });
  });

  it.each(['', 'null', '{}', '{"memoryKiB":4294967295}'])('with the text %j is damaged', async (text) => {
    const { dir, id, passphrase, path } = await sealed();
    writeFileSync(path, text);
    expect(await failing(readKeyFile(dir, id, passphrase))).toMatchObject({ problem: 'damaged', path });
  });

  it('that asks for the whole memory is not followed', async () => {
    const { dir, id, passphrase, path } = await sealed();
    const greedy = { ...JSON.parse(readFileSync(path, 'utf8')), memoryKiB: 4_294_967_295 };
    writeFileSync(path, JSON.stringify(greedy));
    expect(await failing(readKeyFile(dir, id, passphrase))).toMatchObject({ problem: 'damaged' });
  });
});
