import { useEffect, useRef } from 'react';
import { type EnvironmentKind, NewSlug } from '../../../core/environment.ts';
import type { ImportFilePreview } from '../../../core/imports.ts';
import { Badge } from '../../ui/badge.tsx';
import { kindNames } from '../../ui/environment-tag.tsx';
import { TextField } from '../../ui/field.tsx';
import { Name } from '../../ui/mono.tsx';
import { Select } from '../../ui/select.tsx';
import type { FileCounts, Place } from './decisions.ts';

export interface FileCardProps {
  readonly file: ImportFilePreview;
  readonly counts: FileCounts;
  readonly selected: boolean;
  readonly onSelect: () => void;
  readonly onPlace: (place: Place) => void;
  /** What is typed as slug, also while it is not one yet. */
  readonly slugText: string;
  readonly onSlugText: (text: string) => void;
}

const roles = [
  { id: 'values', text: 'Variables of an environment' },
  { id: 'required-keys', text: 'List of required keys' },
  { id: 'skip', text: 'Leave this file out' },
] as const;

const kinds = (Object.keys(kindNames) as EnvironmentKind[]).map((id) => ({ id, text: kindNames[id] }));

/** One file: where it goes, why that was suggested, and what it comes to. */
export function FileCard({ file, counts, selected, onSelect, onPlace, slugText, onSlugText }: FileCardProps) {
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) card.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <li
      ref={card}
      className="import-file"
      data-kind={file.role === 'values' ? file.kind : undefined}
      data-selected={selected}
    >
      <button type="button" className="import-file-name" aria-pressed={selected} onClick={onSelect}>
        <Name text={file.fileName} />
        <CountBadges file={file} counts={counts} />
      </button>
      <Select
        label={`Use of ${file.fileName}`}
        hideLabel
        options={roles}
        value={file.role}
        onChange={(role) => onPlace({ role })}
      />
      {file.role === 'values' && (
        <div className="import-file-place">
          <TextField
            label={`Environment for ${file.fileName}`}
            hideLabel
            mono
            value={slugText}
            error={
              slugProblem(slugText) ?? (isLacking(file, slugText) ? `There is no ${slugText}.` : undefined)
            }
            onChange={(text) => {
              onSlugText(text);
              if (NewSlug.safeParse(text).success) onPlace({ slug: text, name: nameFor(text) });
            }}
          />
          <Select
            label={`Kind of ${file.slug}`}
            hideLabel
            options={kinds}
            value={file.kind}
            isDisabled={file.exists}
            onChange={(kind) => onPlace({ kind })}
          />
        </div>
      )}
      {selected && <p className="import-file-why soft">{why(file)}</p>}
    </li>
  );
}

function CountBadges({ file, counts }: { readonly file: ImportFilePreview; readonly counts: FileCounts }) {
  if (file.role === 'skip') return <Badge>left out</Badge>;
  return (
    <span className="import-file-counts">
      {counts.fresh > 0 && <Badge tone="good">{counts.fresh} new</Badge>}
      {counts.changes > 0 && <Badge tone="info">{counts.changes} changed</Badge>}
      {counts.same > 0 && <Badge>{counts.same} same</Badge>}
      {counts.left > 0 && <Badge tone="warn">{counts.left} left out</Badge>}
      {file.problems.length > 0 && (
        <Badge tone="warn">
          {file.problems.length === 1 ? '1 line unread' : `${file.problems.length} lines unread`}
        </Badge>
      )}
    </span>
  );
}

const isLacking = ({ slug, cannotMake }: ImportFilePreview, typed: string): boolean =>
  cannotMake !== undefined && typed === slug;

/** Why this place, and whether it is there already. */
function why(file: ImportFilePreview): string {
  if (file.role === 'skip') return 'Nothing in it is imported.';
  if (file.role === 'required-keys') return `${file.because} Its values are not taken.`;
  if (file.exists) return `${file.because} The environment is there already.`;
  return file.cannotMake ?? `${file.because} The environment is made by this import.`;
}

const nameFor = (slug: string): string => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');

/** What keeps a text from being a slug, in words. */
export function slugProblem(text: string): string | undefined {
  if (NewSlug.safeParse(text).success) return undefined;
  if (text === '') return 'Give the environment a slug.';
  if (text.length > 31) return 'At most 31 characters.';
  return 'Lower-case letters, digits and inner hyphens only.';
}
