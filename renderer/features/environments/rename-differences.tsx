import { useState } from 'react';
import type { RenameDifference, RenameView } from '../../../core/rename.ts';
import { resourceNames, rowId } from '../../../core/resource.ts';
import type { Column } from '../../grid/column.ts';
import { Grid } from '../../grid/grid.tsx';
import { Mono } from '../../ui/mono.tsx';

const words: Readonly<Record<RenameDifference['what'], string>> = {
  missing: 'not there yet',
  extra: 'there only in the copy: it is deleted',
  value: 'another value',
  kind: 'another kind',
  note: 'another note',
};

const columns: readonly Column<RenameDifference>[] = [
  {
    id: 'key',
    header: 'Key',
    width: 'minmax(200px, 1fr)',
    isRowHeader: true,
    render: ({ resource, key }) => (
      <span className="rename-key">
        <Mono text={key} />
        {resource !== undefined && <span className="soft">{resourceNames[resource].one}</span>}
      </span>
    ),
  },
  { id: 'what', header: 'In the copy', width: 'minmax(200px, 1fr)', render: ({ what }) => words[what] },
];

const keyOf = (difference: RenameDifference) => rowId(difference);

/** Where the copy is not yet what it is copied from. */
export function RenameDifferences({ rename }: { readonly rename: RenameView }) {
  const [active, setActive] = useState<string>();
  const { differences, different, to } = rename;
  if (differences.length === 0) return null;
  return (
    <>
      <div className="rename-differences">
        <Grid
          ariaLabel={`What differs in ${to.slug}`}
          rows={differences}
          rowKey={keyOf}
          columns={columns}
          active={active}
          onActiveChange={setActive}
        />
      </div>
      {differences.length < different && (
        <p className="soft">
          The first {differences.length} of {different.toLocaleString('en')} are shown.
        </p>
      )}
    </>
  );
}
