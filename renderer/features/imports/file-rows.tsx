import { type Dispatch, useMemo, useState } from 'react';
import type { ImportFilePreview } from '../../../core/imports.ts';
import { ShowChips } from '../../pairs/show-chips.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { type DecisionEvent, type Decisions, decided } from './decisions.ts';
import { filterCounts, filterNames, filters, matching, type RowFilter } from './row-filter.ts';
import { RowsGrid } from './rows-grid.tsx';

export interface FileRowsProps {
  readonly file: ImportFilePreview;
  readonly decisions: Decisions;
  readonly happened: Dispatch<DecisionEvent>;
}

/** The rows of one file with their filters, and the lines that gave no row. */
export function FileRows({ file, decisions, happened }: FileRowsProps) {
  const [{ filter, kept }, choose] = useState<{ filter: RowFilter; kept?: ReadonlySet<number> }>({
    filter: 'all',
  });
  const rows = useMemo(() => file.rows.map((row) => decided(row, file.index, decisions)), [file, decisions]);
  const counts = useMemo(() => filterCounts(rows), [rows]);
  const shown = useMemo(() => matching(rows, filter, kept), [rows, filter, kept]);
  const setFilter = (id: RowFilter) =>
    choose({ filter: id, kept: new Set(matching(rows, id).map(({ line }) => line)) });
  return (
    <section className="import-rows" aria-label={`Rows of ${file.fileName}`}>
      <div className="import-filters">
        <ShowChips
          chips={filters.map((id) => ({ id, label: filterNames[id], count: counts[id] }))}
          value={filter}
          usual="all"
          picked={setFilter}
        />
        <span className="import-hint soft">
          <Kbd chord="Space" /> take <Kbd chord="k" /> plain or secret <Kbd chord="F7" /> next file{' '}
          <Kbd chord="p" /> project
        </span>
      </div>
      <Problems problems={file.problems} />
      {shown.length === 0 ? (
        <EmptyState title={rows.length === 0 ? 'No variables in this file' : 'No such rows'} />
      ) : (
        <RowsGrid
          label={`Rows of ${file.fileName}`}
          rows={shown}
          numbers={file.numbers}
          onTake={(lines, take) => happened({ type: 'rows-taken', index: file.index, lines, take })}
          onKind={(row) => {
            const kind = row.kind === 'secret' ? 'plain' : 'secret';
            happened({ type: 'kind-set', index: file.index, line: row.line, kind });
            // Of a row that is the same the kind is all there is to take.
            if (row.status === 'same')
              happened({ type: 'rows-taken', index: file.index, lines: [row.line], take: true });
          }}
        />
      )}
    </section>
  );
}

const problemsShown = 50;

function Problems({ problems }: { readonly problems: ImportFilePreview['problems'] }) {
  if (problems.length === 0) return null;
  return (
    <details className="import-problems note note-warn" open>
      <summary>
        {problems.length === 1 ? '1 line gave no variable' : `${problems.length} lines gave no variable`}
      </summary>
      <ul>
        {problems.slice(0, problemsShown).map(({ line, text }) => (
          <li key={line}>
            Line {line}: {text}
          </li>
        ))}
        {problems.length > problemsShown && <li>and {problems.length - problemsShown} more</li>}
      </ul>
    </details>
  );
}
