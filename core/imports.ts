import { z } from 'zod';
import { ApplyResult, Confirmation, PlanId, PlanView } from './changeset.ts';
import { DisplayName, EnvironmentKind, NewSlug, ProjectRef } from './environment.ts';
import { limits } from './limits.ts';
import { VariableKind } from './variable.ts';

export const ImportId = z.string().min(8).max(64);

/** What pasted text is called, having no file name. */
export const pastedName = 'Pasted text';

/** A picked, dropped or pasted text. Files cross as base64 so that main sees their bytes. */
export const ImportFile = z.object({
  name: z.string().min(1).max(255),
  content: z.discriminatedUnion('encoding', [
    z.object({ encoding: z.literal('text'), data: z.string().max(limits.fileBytes) }),
    z.object({
      encoding: z.literal('base64'),
      data: z.string().max(Math.ceil(limits.fileBytes / 3) * 4 + 4),
    }),
  ]),
});
export type ImportFile = z.infer<typeof ImportFile>;

/** `values`: variables of an environment. `required-keys`: an example file, names only. */
export const ImportRole = z.enum(['values', 'required-keys', 'skip']);
export type ImportRole = z.infer<typeof ImportRole>;

export const ImportTarget = z.discriminatedUnion('type', [
  z.object({ type: z.literal('project'), project: ProjectRef }),
  z.object({ type: z.literal('new-project'), organization: DisplayName, name: DisplayName }),
]);
export type ImportTarget = z.infer<typeof ImportTarget>;

/** Where one file goes. */
export const ImportFileChoice = z.object({
  index: z.number().int().min(0),
  role: ImportRole,
  slug: NewSlug,
  kind: EnvironmentKind,
  name: DisplayName,
});
export type ImportFileChoice = z.infer<typeof ImportFileChoice>;

/** What the numbers of rows count: entries where several share a line, as in JSON on one line. */
export const RowNumbers = z.enum(['lines', 'entries']);
export type RowNumbers = z.infer<typeof RowNumbers>;

export const ImportRow = z.object({
  /** Line of the file where the entry begins, or its position among the entries: from 1, and of this row alone. */
  line: z.number().int().min(1),
  key: z.string(),
  status: z.enum(['new', 'changes', 'same', 'unusable']),
  kind: VariableKind,
  /** Why the row deserves a look; an `unusable` row has at least one. */
  warnings: z.array(z.object({ kind: z.string(), text: z.string() })),
  /** Whether the row is taken unless the person says otherwise. */
  take: z.boolean(),
  note: z.string().optional(),
  empty: z.boolean(),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const ImportFilePreview = ImportFileChoice.extend({
  fileName: z.string(),
  /** Why slug and kind were suggested, in words. */
  because: z.string(),
  rows: z.array(ImportRow),
  numbers: RowNumbers,
  /** Lines that gave no variable. */
  problems: z.array(z.object({ line: z.number().int(), text: z.string() })),
  /** The environment exists already in the target. */
  exists: z.boolean(),
  /** Why it cannot be made where it does not, as a sentence. */
  cannotMake: z.string().optional(),
});
export type ImportFilePreview = z.infer<typeof ImportFilePreview>;

export const ImportPreview = z.object({
  id: ImportId,
  target: ImportTarget,
  files: z.array(ImportFilePreview),
  /** Files that could not be read, each with the reason; the others go on. */
  rejected: z.array(z.object({ fileName: z.string(), text: z.string() })),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** A row that the person decided otherwise than suggested. */
export const ImportRowChoice = z.object({
  index: z.number().int().min(0),
  line: z.number().int().min(1),
  take: z.boolean().optional(),
  kind: VariableKind.optional(),
});

export const ImportPlan = z.object({
  importId: ImportId,
  plans: z.array(PlanView),
  /** Keys that become required ones. */
  requiredKeys: z.array(z.string()),
});
export type ImportPlan = z.infer<typeof ImportPlan>;

export const ImportConfirmation = Confirmation.extend({ planId: PlanId, revision: z.number().int() });

/** Stands in `lacks` for the list of required keys. No slug has a blank. */
export const requiredKeysName = 'required keys';

export const ImportResult = z.object({
  project: ProjectRef,
  organizationSlug: z.string(),
  projectSlug: z.string(),
  environments: z.array(z.object({ slug: z.string(), result: ApplyResult })),
  /** Keys that are required since. */
  required: z.array(z.string()),
  /** What each environment lacks that another one (or the list of required keys) has. */
  lacks: z.array(z.object({ slug: z.string(), of: z.string(), keys: z.array(z.string()) })),
  /** Keys that an environment has not because their rows were left out; held against others it does not lack them. */
  leftOut: z.array(z.object({ slug: z.string(), keys: z.array(z.string()) })),
});
export type ImportResult = z.infer<typeof ImportResult>;
