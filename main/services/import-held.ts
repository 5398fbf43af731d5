import type { ApplyResult } from '../../core/changeset.ts';
import type { EnvironmentKind } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import type { ImportRow, ImportTarget, RowNumbers } from '../../core/imports.ts';
import type { VariableKind } from '../../core/variable.ts';
import { type Context, perContext } from './context.ts';
import type { Rejected } from './import-rejections.ts';
import { plansOf } from './plan-registry.ts';

export type ImportWarning = ImportRow['warnings'][number];

/** One variable as a file has it, with its value. Lives in main only. */
export interface HeldEntry {
  /** Its line, or its position among the entries, as `numbers` of the file says. */
  readonly line: number;
  readonly key: string;
  /** Absent in a list of keys. */
  readonly value: string | undefined;
  readonly note: string | undefined;
  /** A JSON export tells; a dotenv file does not. */
  readonly kind: VariableKind | undefined;
  /** What the text itself shows; what depends on the target comes with the preview. */
  readonly warnings: readonly ImportWarning[];
  /** It cannot become a variable; the last warning says why. */
  readonly unusable: boolean;
}

/** Where a file seems to belong, from its name. */
export interface Suggestion {
  readonly role: 'values' | 'required-keys';
  readonly slug: string;
  readonly kind: EnvironmentKind;
  /** Of an environment that does not exist yet; absent where only the slug tells. */
  readonly name: string | undefined;
  readonly because: string;
}

export interface HeldFile {
  readonly fileName: string;
  readonly entries: readonly HeldEntry[];
  readonly numbers: RowNumbers;
  readonly problems: readonly { readonly line: number; readonly text: string }[];
  readonly suggestion: Suggestion;
}

/** What `planImport` decided, for `applyImport` to carry out. */
export interface PlannedImport {
  readonly target: ImportTarget;
  readonly planIds: readonly string[];
  readonly requiredKeys: ReadonlyMap<string, string>;
  /** Keys of the rows that are not taken, by the slug of their environment. */
  readonly left: ReadonlyMap<string, readonly string[]>;
  /** Of plans that were carried out before a later one met drift: they are not applied twice. */
  readonly applied: Map<string, { readonly slug: string; readonly result: ApplyResult }>;
}

/** Files being looked at, with their values, until they are applied, discarded or the console is locked. */
export interface HeldImport {
  readonly id: string;
  readonly files: readonly HeldFile[];
  readonly rejected: readonly Rejected[];
  planned: PlannedImport | undefined;
}

/** Imports kept at a time; the oldest goes first. */
const kept = 4;

const importsOf = perContext(() => new Map<string, HeldImport>());

/** Keep what files hold under an id, for preview, plan and apply. */
export function holdImport(
  context: Context,
  files: readonly HeldFile[],
  rejected: readonly Rejected[],
): HeldImport {
  const imports = importsOf(context);
  const held: HeldImport = { id: context.newId(), files, rejected, planned: undefined };
  imports.set(held.id, held);
  for (const id of imports.keys()) {
    if (imports.size <= kept) break;
    discardImport(context, { importId: id });
  }
  return held;
}

/** Put other files in place of those of an import. What was planned of it before counts no longer. */
export function changeHeld(
  context: Context,
  held: HeldImport,
  { files, rejected }: Pick<HeldImport, 'files' | 'rejected'>,
): void {
  dropPlansOf(context, held.planned);
  importsOf(context).set(held.id, { id: held.id, files, rejected, planned: undefined });
}

/** The import of that id, or `not-found`. */
export function findImport(context: Context, id: string): HeldImport {
  const held = importsOf(context).get(id);
  if (held !== undefined) return held;
  throw new Failure({ code: 'not-found', what: 'import', name: id });
}

/** Whether the import is still being looked at. */
export const isHeld = (context: Context, id: string): boolean => importsOf(context).has(id);

/** Forget the plans that were made of an import, with their values. */
export function dropPlansOf(context: Context, planned: PlannedImport | undefined): void {
  for (const id of planned?.planIds ?? []) plansOf(context).delete(id);
}

/** Forget the files and their values. Nothing happens when they are gone already. */
export function discardImport(
  context: Context,
  { importId }: { readonly importId: string },
): Record<string, never> {
  const imports = importsOf(context);
  dropPlansOf(context, imports.get(importId)?.planned);
  imports.delete(importId);
  return {};
}
