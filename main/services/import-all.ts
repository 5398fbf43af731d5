import type { ImportResult, ImportTarget } from '../../core/imports.ts';
import type { Context } from './context.ts';
import { applyImport } from './import-apply.ts';
import { planImport } from './import-plan.ts';
import { holdFiles } from './import-read.ts';
import { readImportFiles } from './read-import-files.ts';

export interface ImportedAll extends ImportResult {
  /** Files that gave nothing, each with the reason. */
  readonly rejected: readonly { readonly fileName: string; readonly text: string }[];
}

/**
 * Import files as their preview suggests, by the plans and the apply of every import.
 *
 * Nobody looks at the plans: for a project that is made for these files alone, and never for one that is there.
 * Fails as `planImport` and `applyImport` do.
 */
export async function importAll(
  context: Context,
  paths: readonly string[],
  target: Extract<ImportTarget, { type: 'new-project' }>,
): Promise<ImportedAll> {
  const held = holdFiles(context, await readImportFiles(paths));
  const { plans } = await planImport(context, { importId: held.id, target, files: [], rows: [] });
  const confirmations = plans.map(({ id, revision, confirmation: { slug = '', keys } }) => ({
    planId: id,
    revision,
    slug,
    keys: [...keys],
  }));
  const result = await applyImport(context, { importId: held.id, confirmations });
  return { ...result, rejected: held.rejected };
}
