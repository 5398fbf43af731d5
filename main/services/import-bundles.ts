import type { Left, WantedChange } from '../../core/changeset-plan.ts';
import { type EnvironmentKind, kindOrder } from '../../core/environment.ts';
import type { ImportFilePreview } from '../../core/imports.ts';
import type { Parsed } from '../../core/ipc/contract.ts';
import type { HeldFile, HeldImport } from './import-held.ts';
import { byPosition } from './import-target.ts';

/** What an import writes into one environment, from one or more files. */
export interface Bundle {
  readonly slug: string;
  readonly name: string;
  readonly kind: EnvironmentKind;
  readonly exists: boolean;
  readonly title: string;
  readonly wanted: readonly WantedChange[];
  readonly left: readonly Left[];
}

type RowChoices = Parsed<'imports.plan'>['rows'];

/** Files of one environment together, the later file last; environments in the order of their kinds. */
export function bundlesOf(
  held: HeldImport,
  previews: readonly ImportFilePreview[],
  rows: RowChoices,
): readonly Bundle[] {
  const bySlug = new Map<string, Bundle>();
  for (const preview of previews) {
    if (preview.role !== 'values') continue;
    const { wanted, left } = chosenOf(byPosition(held.files, preview.index), preview, rows);
    const { slug, name, kind, exists, fileName } = preview;
    const earlier = bySlug.get(slug);
    bySlug.set(slug, {
      slug,
      exists,
      name: earlier?.name ?? name,
      kind: earlier?.kind ?? kind,
      title: earlier === undefined ? `Import of ${fileName}` : `${earlier.title}, ${fileName}`.slice(0, 200),
      wanted: [...(earlier?.wanted ?? []), ...wanted],
      left: [...(earlier?.left ?? []), ...left],
    });
  }
  return [...bySlug.values()]
    .filter(({ wanted }) => wanted.length > 0)
    .sort((a, b) => kindOrder[a.kind] - kindOrder[b.kind]);
}

function chosenOf(
  file: HeldFile,
  preview: ImportFilePreview,
  rows: RowChoices,
): { readonly wanted: readonly WantedChange[]; readonly left: readonly Left[] } {
  const choices = choicesByLine(rows, preview.index);
  const wanted: WantedChange[] = [];
  const left: Left[] = [];
  for (const [position, row] of preview.rows.entries()) {
    const { key, value, note } = byPosition(file.entries, position);
    const choice = choices.get(row.line);
    if (row.status === 'unusable' || value === undefined)
      left.push({ key, why: row.warnings.at(-1)?.text ?? 'It has no value.' });
    else if (choice?.take ?? row.take)
      wanted.push({ type: 'set', key, value, kind: choice?.kind ?? row.kind, note });
    else if (row.status !== 'same') left.push({ key, why: row.take ? 'You left it out.' : whyNot(row) });
  }
  return { wanted, left };
}

const outByDefault: ReadonlySet<string> = new Set(['duplicate', 'dangerous', 'looks-hidden', 'reserved']);

const whyNot = ({ warnings }: ImportFilePreview['rows'][number]): string =>
  warnings.find(({ kind }) => outByDefault.has(kind))?.text ?? 'You left it out.';

function choicesByLine(rows: RowChoices, index: number): ReadonlyMap<number, RowChoices[number]> {
  return new Map(rows.filter((row) => row.index === index).map((row) => [row.line, row]));
}

/** Keys that become required ones, with the file that names them. */
export function requiredOf(
  held: HeldImport,
  previews: readonly ImportFilePreview[],
  rows: RowChoices,
): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const preview of previews) {
    if (preview.role !== 'required-keys') continue;
    const choices = choicesByLine(rows, preview.index);
    const { fileName } = byPosition(held.files, preview.index);
    for (const row of preview.rows)
      if (row.status !== 'unusable' && (choices.get(row.line)?.take ?? row.take)) keys.set(row.key, fileName);
  }
  return keys;
}
