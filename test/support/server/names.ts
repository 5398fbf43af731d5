import { createHash, randomBytes } from 'node:crypto';
import type { EnvironmentType } from './flavour.ts';

const alphabet = '123456789abcdefghijkmnopqrstuvwxyz';

/** Letters and digits that follow from a seed, so that a server started again has the same credentials. */
export function lettersOf(seed: string, length: number): string {
  let out = '';
  for (let block = 0; out.length < length; block++)
    for (const byte of createHash('sha256').update(`${seed}:${block}`).digest())
      out += alphabet[byte % alphabet.length];
  return out.slice(0, length);
}

const freshSeed = (): string => randomBytes(16).toString('hex');

export const newId = (kind: string): string => `${kind}_${lettersOf(freshSeed(), 24)}`;

export const slugs: Readonly<Record<EnvironmentType, string>> = {
  DEVELOPMENT: 'dev',
  STAGING: 'stg',
  PREVIEW: 'preview',
  PRODUCTION: 'prod',
};

/** How the server calls an environment in its messages. */
export const titles: Readonly<Record<EnvironmentType, string>> = {
  DEVELOPMENT: 'Development',
  STAGING: 'Staging',
  PREVIEW: 'Preview',
  PRODUCTION: 'Production',
};

export const environmentKey = (type: EnvironmentType, seed = freshSeed()): string =>
  `tr_${slugs[type]}_${lettersOf(seed, 24)}`;

/** An additional key of an environment, beside its root key. */
export const additionalKey = (type: EnvironmentType): string =>
  `tr_${slugs[type]}_sk_${lettersOf(freshSeed(), 24)}`;

export function personalToken(prefix: 'tr_pat_' | 'plt_pat_', seed = freshSeed()): string {
  if (prefix === 'tr_pat_') return prefix + lettersOf(seed, 40);
  return prefix + createHash('sha256').update(seed).digest('base64url');
}

export const organizationToken = (seed = freshSeed()): string => `tr_oat_${lettersOf(seed, 40)}`;

export const loginCode = (): string => lettersOf(freshSeed(), 64);

/** As a server shows a token that it will not show again. */
export const obfuscated = (token: string): string => {
  const prefix = /^[a-z]+_pat_/.exec(token)?.[0] ?? '';
  return `${prefix}${token.slice(prefix.length, prefix.length + 4)}••••${token.slice(-4)}`;
};
