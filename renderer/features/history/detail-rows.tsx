import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ChangeSetDetail, SideMeta } from '../../../core/changeset.ts';
import { isAble } from '../../../core/environment.ts';
import type { Output } from '../../../core/ipc/contract.ts';
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
import { type InViewValue, useValuesInView } from '../../values/use-values-in-view.ts';
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
  const sources = useMemo(() => sourcesOf(entry.id), [entry.id]);
  const keys = useMemo(() => [row.key], [row.key]);
  const inView = {
    before: useValuesInView(sources.before, keys),
    after: useValuesInView(sources.after, keys),
  };
  const hasVersions = isAble(workspace, {}, 'variables.versions');
  // A server gives no secret back, and neither does what this console wrote there.
  const isSecret = [row.before, row.after].some((side) => side?.kind === 'secret');
  const readable = hasVersions || !isSecret ? sideNames.filter((name) => isKept(row, name)) : [];
  const masked = readable.filter((name) => inView[name].get(row.key)?.masked === true);
  const show: Command = {
    id: 'history.reveal',
    title: reveal.shown === undefined ? 'Reveal what is masked' : 'Mask it again',
    group: 'History',
    keys: ['r'],
    enabled: () => masked.length > 0,
    run: () =>
      reveal.toggle(
        row.key,
        masked.map((name) => sources[name]),
      ),
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
  const missing = hasVersions
    ? answer && whyNot(readable.length > 0, isEnabled(restore))
    : whatUndoDoes(row, workspace.name);
  const sideOf = (name: SideName) => ({
    side: row[name],
    isForgotten: row.forgotten?.includes(name) === true,
    value: inView[name].get(row.key),
    revealed: reveal.textOf(sources[name], row.key),
  });
  return (
    <div className="history-sides">
      <Side name="Before" version={before} {...sideOf('before')} />
      <Side name="After" version={after} {...sideOf('after')} />
      <div className="history-actions">
        {masked.length > 0 && <CommandButton command={show} />}
        {hasVersions && <CommandButton command={restore} />}
      </div>
      {missing !== undefined && <p className="soft">{missing}</p>}
    </div>
  );
}

type SideName = 'before' | 'after';

const sideNames: readonly SideName[] = ['before', 'after'];

const sourcesOf = (changeSetId: string) => ({
  before: { from: 'journal', changeSetId, side: 'before' } as const,
  after: { from: 'journal', changeSetId, side: 'after' } as const,
});

/** Whether there is a value that can be shown. */
const isKept = (row: Row, name: SideName): boolean =>
  row[name]?.hidden === false && row.forgotten?.includes(name) !== true;

/** Where no version can be restored, Undo is the way back; undefined for what was not written. */
function whatUndoDoes(row: Row, server: string): string | undefined {
  if (isOpen(row)) return undefined;
  if (row.before === undefined) return 'Undo removes the key again.';
  if (row.before.hidden)
    return `${server} did not give what was here before, so Undo cannot bring it back and leaves this key out.`;
  return isKept(row, 'before')
    ? 'Undo writes back what was before.'
    : 'What was before was forgotten, so Undo leaves this key out.';
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
  isForgotten,
  value,
  revealed,
}: {
  readonly name: string;
  readonly side: SideMeta | undefined;
  readonly version: Version | undefined;
  readonly isForgotten: boolean;
  readonly value: InViewValue | undefined;
  readonly revealed: string | undefined;
}) {
  return (
    <section className="history-side">
      <h3>{name}</h3>
      {side === undefined ? (
        <Unset />
      ) : isForgotten ? (
        <span className="soft">purged: the value is no longer kept</span>
      ) : (
        <ValueText hidden={side.hidden} empty={side.empty} value={value} revealed={revealed} />
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
