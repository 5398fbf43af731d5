import { z } from 'zod';
import { limits } from './limits.ts';

/** A name the console creates: `^[A-Za-z_][A-Za-z0-9_]*$`. What a server holds is shown even if it breaks this. */
export const newKeyPattern = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Any name that a workspace may hold, the empty one too. */
export const VariableKey = z.string().max(limits.foreignKeyLength);
export type VariableKey = z.infer<typeof VariableKey>;

export const VariableKind = z.enum(['plain', 'secret']);
export type VariableKind = z.infer<typeof VariableKind>;

/** 128 bits of HMAC-SHA-256 under the install's own key, lower-case hex. Equal fingerprints mean equal values. */
export const Fingerprint = z.string().regex(/^[0-9a-f]{32}$/);
export type Fingerprint = z.infer<typeof Fingerprint>;

/**
 * What ties a value to where it stands.
 *
 * - a kind: its usual name is a word of the value, as in `app-stg` or `parcel:prod:`
 * - `slug`: the slug of its environment is
 * - `test-key`, `live-key`: a key that belongs outside of production, or in it alone
 */
export const Tie = z.enum([
  'development',
  'staging',
  'preview',
  'production',
  'slug',
  'test-key',
  'live-key',
]);
export type Tie = z.infer<typeof Tie>;

/** Length of a value in code units: exact for plain ones, the lower bound of a bucket for secrets. */
export const ValueLength = z.object({ atLeast: z.number().int().min(0), exact: z.boolean() });
export type ValueLength = z.infer<typeof ValueLength>;

/**
 * What the window may know of a variable: everything but its value.
 *
 * `fingerprint` and `length` are absent for a hidden value that this console never saw.
 * `empty` tells an empty value from an unset key (an unset key has no row).
 */
export const VariableMeta = z.object({
  key: VariableKey,
  kind: VariableKind,
  hidden: z.boolean(),
  empty: z.boolean(),
  fingerprint: Fingerprint.optional(),
  /** Of a hidden value: when this console wrote it. It may have been changed by others since. Unix milliseconds. */
  fingerprintAt: z.number().int().optional(),
  /** On a branch: what shows here may be its parent environment's. Absent: it surely has a value of its own. */
  inherited: z.boolean().optional(),
  length: ValueLength.optional(),
  /** What its value says of where it belongs. Absent: nothing, or the value is hidden. */
  ties: z.array(Tie).readonly().optional(),
  version: z.number().int().min(0),
  /** Unix milliseconds of the last write, where the workspace tells. */
  changedAt: z.number().int().optional(),
  note: z.string().max(limits.noteLength).optional(),
});
export type VariableMeta = z.infer<typeof VariableMeta>;

const buckets = [0, 1, 8, 16, 32, 64, 128, 256, 1024, 4096, 16_384, 65_536, 262_144] as const;

/** What may be told of a value's length: exact for `plain`, a bucket's lower bound for `secret`. */
export function describeLength(length: number, kind: VariableKind): ValueLength {
  if (kind === 'plain') return { atLeast: length, exact: true };
  return { atLeast: buckets.findLast((bound) => bound <= length) ?? 0, exact: length === 0 };
}

/** Order of keys everywhere: by code unit, so that it never depends on the machine's locale. */
export const byKey = (a: { readonly key: string }, b: { readonly key: string }): number =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
