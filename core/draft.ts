import { z } from 'zod';
import { limits } from './limits.ts';
import { Fingerprint, ValueLength, VariableKey, VariableKind } from './variable.ts';

/** A value as typed: any text. Its size is checked in bytes by main, which answers with a clear error. */
export const ValueText = z.string().max(limits.valueBytes);

/**
 * What the person changed of one variable. A part that is absent stays as it is.
 * A patch on a key that has a draft already is merged into it; `deleted` replaces it.
 */
export const DraftPatch = z.object({
  key: VariableKey,
  value: ValueText.optional(),
  kind: VariableKind.optional(),
  note: z.string().max(limits.noteLength).optional(),
  deleted: z.literal(true).optional(),
});
export type DraftPatch = z.infer<typeof DraftPatch>;

/** What the window may know of a draft: what it does, and the new state without the value. */
export const DraftMeta = z.object({
  key: VariableKey,
  action: z.enum(['create', 'update', 'delete']),
  /** Parts that differ from the saved state. Empty for `delete`. */
  changes: z.array(z.enum(['value', 'kind', 'note'])),
  kind: VariableKind,
  empty: z.boolean(),
  fingerprint: Fingerprint.optional(),
  length: ValueLength.optional(),
  note: z.string().optional(),
  renamedFrom: VariableKey.optional(),
  /** The saved value changed since the draft was begun. */
  baseMoved: z.boolean(),
  updatedAt: z.number().int(),
});
export type DraftMeta = z.infer<typeof DraftMeta>;
