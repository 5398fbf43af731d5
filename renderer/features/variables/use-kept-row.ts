import { useState } from 'react';
import type { Filter } from './filters.ts';
import type { VariableRow } from './row.ts';

/**
 * The key of a row that stays although an edit made it pass the filter no longer: one that is edited in its cell, and
 * after that as long as it is the active row and has a draft. A value typed into a list of empty ones would otherwise
 * lose its field with the first letter.
 */
export function useKeptRow(
  { show, kind, text, found }: Filter,
  byKey: ReadonlyMap<string, VariableRow>,
  active: string | undefined,
  editing: string | undefined,
): string | undefined {
  const [edited, setEdited] = useState<{ readonly key: string; readonly under: readonly unknown[] }>();
  const under = [show, kind, text, found];
  const isSame = edited?.under.every((part, index) => part === under[index]) === true;
  if (editing !== undefined) {
    if (edited?.key !== editing || !isSame) setEdited({ key: editing, under });
    return editing;
  }
  if (active === undefined || edited?.key !== active) return undefined;
  return isSame && byKey.get(active)?.draft !== undefined ? active : undefined;
}
