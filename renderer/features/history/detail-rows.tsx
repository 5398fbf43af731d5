import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ChangeSetDetail, SideMeta } from '../../../core/changeset.ts';
import { isAble } from '../../../core/environment.ts';
import type { Output, ValueSource } from '../../../core/ipc/contract.ts';
import { type DocumentResource, resourceOf, rowId } from '../../../core/resource.ts';
import { asAppError } from '../../api/bridge.ts';
import { documentQueries } from '../../api/document-queries.ts';
import { variableQueries } from '../../api/variable-queries.ts';
import { type Command, isEnabled } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { FieldDiff } from '../../documents/field-diff.tsx';
import { ResourceMark } from '../../documents/resource-mark.tsx';
import type { Column } from '../../grid/column.ts';
import { Grid } from '../../grid/grid.tsx';
import { openReview } from '../../review/review-state.ts';
import { useEnv } from '../../router/use-env.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { CommandButton } from '../../ui/button.tsx';
import { Name } from '../../ui/mono.tsx';
import { ErrorNote, Loading } from '../../ui/states.tsx';
import { useReveal } from '../../values/use-reveal.ts';
import { Unset, ValueText } from '../../values/value-text.tsx';

type Row = ChangeSetDetail['rows'][number];
type Version = Output<'variables.versions'>['versions'][number];

const idOf = (row: Row): string => rowId(row);

const outcomes: Readonly<Record<Row['outcome'], readonly [tone: Tone, text: string]>> = {
  done: ['good', 'done'],
  failed: ['bad', 'failed'],
  'not-done': ['neutral', 'not done'],
  'in-doubt': ['warn', 'in doubt'],
};

const doneByResume = ['good', 'done later'] as const;

const actions: Readonly<Record<Row['action'], string>> = {
  create: 'added',
  update: 'changed',
  delete: 'removed',
};

const columns: readonly Column<Row>[] = [
  {
    id: 'key',
    header: 'Key',
    width: 'minmax(120px, 1fr)',
    isRowHeader: true,
    render: (row) => {
      const resource = resourceOf(row);
      return (
        <>
          {resource !== 'variable' && <ResourceMark resource={resource} />}
          <Name text={row.key} />
        </>
      );
    },
  },
  {
    id: 'action',
    header: 'What',
    width: '72px',
    render: ({ action }) => <span className="soft">{actions[action]}</span>,
  },
  {
    id: 'outcome',
    header: 'Outcome',
    width: '84px',
    render: ({ outcome, doneLater }) => {
      const [tone, text] = doneLater === true ? doneByResume : outcomes[outcome];
      return <Badge tone={tone}>{text}</Badge>;
    },
  },
];

const isOpen = ({ outcome, doneLater }: Row): boolean => outcome !== 'done' && doneLater !== true;

/** What was not done, or may not have been, stands first: it is what one looks for. */
const openFirst = (rows: readonly Row[]): readonly Row[] => [
  ...rows.filter((row) => isOpen(row)),
  ...rows.filter((row) => !isOpen(row)),
];

/** The keys of a change set; of the current one what it was and what it became. */
export function DetailRows({ entry }: { readonly entry: ChangeSetDetail }) {
  const [wanted, setWanted] = useState<string>();
  const rows = useMemo(() => openFirst(entry.rows), [entry.rows]);
  const current = rows.find((row) => rowId(row) === wanted) ?? rows[0];
  return (
    <>
      <Grid
        ariaLabel="Keys of this change"
        rows={rows}
        rowKey={idOf}
        columns={columns}
        active={current === undefined ? undefined : idOf(current)}
        onActiveChange={setWanted}
      />
      {current !== undefined && <RowDetail key={idOf(current)} entry={entry} row={current} />}
    </>
  );
}

function RowDetail({ entry, row }: { readonly entry: ChangeSetDetail; readonly row: Row }) {
  const resource = resourceOf(row);
  return resource === 'variable' ? (
    <BeforeAfter entry={entry} row={row} />
  ) : (
    <DocumentChanges changeSetId={entry.id} resource={resource} name={row.key} />
  );
}

/** Of a document: the fields in which it changed. */
function DocumentChanges(props: {
  readonly changeSetId: string;
  readonly resource: DocumentResource;
  readonly name: string;
}) {
  const sides = useQuery(documentQueries.journaled(props.changeSetId, props.resource, props.name));
  return (
    <div className="history-sides">
      {sides.error !== null ? (
        <ErrorNote error={asAppError(sides.error)} />
      ) : sides.data === undefined ? (
        <Loading label="Loading its fields" rows={3} />
      ) : (
        <FieldDiff before={sides.data.before} after={sides.data.after} names={['Before', 'After']} />
      )}
    </div>
  );
}

function BeforeAfter({ entry, row }: { readonly entry: ChangeSetDetail; readonly row: Row }) {
  const { workspace } = useEnv();
  const answer = useQuery(variableQueries.versions(entry.env, row.key)).data;
  const versions = answer?.versions ?? [];
  const { before, after } = sidesOf(versions, entry.id);
  const reveal = useReveal();
  const source = (version: Version): ValueSource => ({
    from: 'version',
    env: entry.env,
    version: version.version,
  });
  const readable = [before, after].filter(
    (one) => one !== undefined && !one.deleted && !one.purged,
  ) as Version[];
  const show: Command = {
    id: 'history.reveal',
    title: reveal.shown === undefined ? 'Reveal both values' : 'Hide the values',
    group: 'History',
    keys: ['r'],
    enabled: () => readable.length > 0,
    run: () => reveal.toggle(row.key, readable.map(source)),
  };
  const restore: Command = {
    id: 'history.restore',
    title: 'Restore what it was before…',
    group: 'History',
    keys: ['t'],
    enabled: () => before !== undefined && !before.deleted && !before.purged,
    run: () => {
      if (before === undefined) return;
      void openReview(entry.env, { type: 'restore', key: row.key, version: before.version });
    },
  };
  useCommands([show, restore]);
  const gap = isAble(workspace, {}, 'variables.versions')
    ? undefined
    : `${workspace.name} gives no old values, so they can be neither shown nor restored. Undo takes back what was written.`;
  const missing = gap ?? (answer === undefined ? undefined : whyNot(readable.length > 0, isEnabled(restore)));
  const textOf = (version: Version | undefined) =>
    version === undefined ? undefined : reveal.textOf(source(version), row.key);
  return (
    <div className="history-sides">
      <Side name="Before" side={row.before} version={before} value={textOf(before)} />
      <Side name="After" side={row.after} version={after} value={textOf(after)} />
      {gap === undefined && (
        <div className="history-actions">
          <CommandButton command={show} />
          <CommandButton command={restore} />
        </div>
      )}
      {missing !== undefined && <p className="soft">{missing}</p>}
    </div>
  );
}

/** Why a value cannot be shown or brought back. */
function whyNot(canShow: boolean, canRestore: boolean): string | undefined {
  if (!canShow) return 'None of its values is kept, so there is nothing to reveal or restore.';
  return canRestore ? undefined : 'Before this change there was no value that could be restored.';
}

/** The version that the change set wrote, and the one before it. */
function sidesOf(versions: readonly Version[], changeSetId: string) {
  const after = versions.find((one) => one.changeSetId === changeSetId);
  const earlier = versions.filter((one) => after !== undefined && one.version < after.version);
  const before = earlier.reduce<Version | undefined>(
    (latest, one) => (latest === undefined || one.version > latest.version ? one : latest),
    undefined,
  );
  return { before, after };
}

function Side({
  name,
  side,
  version,
  value,
}: {
  readonly name: string;
  readonly side: SideMeta | undefined;
  readonly version: Version | undefined;
  readonly value: string | undefined;
}) {
  const masked = side === undefined ? undefined : { key: '', masked: true };
  return (
    <section className="history-side">
      <h3>{name}</h3>
      {side === undefined ? (
        <Unset />
      ) : version?.purged === true ? (
        <span className="soft">purged: the value is no longer kept</span>
      ) : (
        <ValueText hidden={side.hidden} empty={side.empty} value={masked} revealed={value} />
      )}
      {side !== undefined && (
        <p className="soft">
          {side.kind}
          {side.length !== undefined &&
            ` · ${side.length.exact ? '' : 'at least '}${side.length.atLeast} ${side.length.atLeast === 1 ? 'character' : 'characters'}`}
          {version !== undefined && ` · version ${version.version}`}
        </p>
      )}
      {side?.note !== undefined && <p className="soft">Note: {side.note}</p>}
    </section>
  );
}
