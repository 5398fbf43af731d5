import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { Failure, type FileProblem } from '../../../../core/errors.ts';
import { limits } from '../../../../core/limits.ts';

/**
 * What is trusted: the authorities of this runtime and of the system, and those of a file.
 *
 * Fails: `file`, where the file cannot be read or holds no certificate.
 */
export async function trusted(caFile: string | undefined): Promise<SecureContext> {
  const own = caFile === undefined ? [] : await certificatesOf(caFile);
  return createSecureContext({ ca: [...getCACertificates('default'), ...ofSystem(), ...own] });
}

/** A system whose store cannot be read leaves those of the runtime. */
function ofSystem(): readonly string[] {
  try {
    return getCACertificates('system');
  } catch {
    return [];
  }
}

async function certificatesOf(path: string): Promise<readonly string[]> {
  const text = await textOf(path);
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0 || !blocks.every(isCertificate)) return failed('no-certificate', path);
  return blocks;
}

async function textOf(path: string): Promise<string> {
  const found = await stat(path).catch((error: unknown) =>
    failed(isMissing(error) ? 'missing' : 'unreadable', path),
  );
  if (!found.isFile()) return failed('not-a-regular-file', path);
  if (found.size > limits.caFileBytes) return failed('too-large', path);
  return readFile(path, 'utf8').catch(() => failed('unreadable', path));
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

function isCertificate(block: string): boolean {
  try {
    return new X509Certificate(block).subject !== undefined;
  } catch {
    return false;
  }
}

const failed = (reason: FileProblem, name: string): never => {
  const limit = reason === 'too-large' ? { limit: limits.caFileBytes } : {};
  throw new Failure({ code: 'file', reason, name, ...limit });
};
