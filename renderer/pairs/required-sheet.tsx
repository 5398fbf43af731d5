import { type ReactNode, useMemo, useState } from 'react';
import type { MatrixRow } from '../../core/compare.ts';
import type { Required } from '../../core/rules.ts';
import { rulesWritten } from '../api/invalidation.ts';
import { useAsk } from '../api/use-ask.ts';
import type { Command } from '../commands/command.ts';
import type { Column } from '../grid/column.ts';
import { Grid } from '../grid/grid.tsx';
import { useEnv } from '../router/use-env.ts';
import { CommandButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DialogCommands } from '../ui/dialog-commands.tsx';
import { Name } from '../ui/mono.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { FailedSides } from './failed-sides.tsx';
import { RequireDialog } from './require-dialog.tsx';
import { useMatrixRows } from './use-pair-rows.ts';

interface Row extends Required {
  /** Names of the environments that have not set it; undefined while their lists are not there. */
  readonly missing: readonly string[] | undefined;
}

const rowKey = ({ key }: Row): string => key;

/** The keys that every environment of the project must have: where each is missing, who named it, and the way out. */
export function RequiredSheet(props: {
  readonly required: readonly Required[];
  readonly onClose: () => void;
}): ReactNode {
  const { ref, project } = useEnv();
  const lists = useMatrixRows();
  const rows = useRows(props.required, lists.state === 'ready' ? lists.rows : undefined);
  const [active, setActive] = useState<string>();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const unrequire = useAsk('rules.unrequire');
  const current = rows.find(({ key }) => key === active) ?? rows[0];
  const chosen = rows.map(rowKey).filter((key) => (ticked.size > 0 ? ticked.has(key) : key === current?.key));
  const remove: Command = {
    id: 'rules.unrequire',
    title: chosen.length > 1 ? `No longer require these ${chosen.length}` : 'No longer require it',
    group: 'List',
    keys: ['Delete'],
    when: 'grid',
    enabled: () => chosen.length > 0 && !unrequire.running,
    run: () => void go(),
  };
  const [adding, setAdding] = useState(false);
  const add: Command = {
    id: 'rules.require',
    title: 'Require keys…',
    group: 'List',
    keys: ['n'],
    run: () => setAdding(true),
  };
  const of = { workspaceId: ref.workspaceId, projectId: ref.projectId };
  const go = async () => {
    if ((await unrequire.go({ project: of, keys: [...chosen] })) === undefined) return;
    setTicked(new Set());
    rulesWritten();
  };
  return (
    <Dialog
      title={`Required keys of ${project.name}`}
      shape="sheet"
      onClose={props.onClose}
      actions={
        <>
          <CommandButton command={remove} />
          <CommandButton command={add} look="primary" />
        </>
      }
    >
      <DialogCommands commands={[remove, add]} />
      {adding && <RequireDialog project={of} onClose={() => setAdding(false)} />}
      <p className="soft">
        Every environment is checked against them here, in Environments and after each import. Example files
        name them at import, n adds others. The History undoes changes.
      </p>
      {unrequire.error !== undefined && <ErrorNote error={unrequire.error} />}
      {lists.state === 'failed' && <FailedSides sides={lists.sides} retry={lists.retry} />}
      <div className="grid-box">
        <Grid
          ariaLabel="Required keys"
          rows={rows}
          rowKey={rowKey}
          columns={columns}
          active={current?.key}
          onActiveChange={setActive}
          selection={ticked}
          onSelectionChange={setTicked}
          autoFocus
          empty={<p className="soft required-none">No key is required.</p>}
        />
      </div>
    </Dialog>
  );
}

const columns: readonly Column<Row>[] = [
  {
    id: 'key',
    header: 'Key',
    width: 'minmax(200px, 1fr)',
    isRowHeader: true,
    render: ({ key }) => <Name text={key} />,
  },
  {
    id: 'missing',
    header: 'Not set in',
    width: 'minmax(200px, 1fr)',
    render: ({ missing }) =>
      missing === undefined ? null : missing.length === 0 ? (
        <span className="soft">set in all</span>
      ) : (
        <span className="required-missing" title={missing.join(', ')}>
          {missing.join(', ')}
        </span>
      ),
  },
  {
    id: 'source',
    header: 'Required by',
    width: '180px',
    render: ({ source }) => <Name text={source} />,
  },
];

function useRows(required: readonly Required[], rows: readonly MatrixRow[] | undefined): readonly Row[] {
  const { environments } = useEnv();
  return useMemo(() => {
    const byKey = new Map(rows?.map((row) => [row.key, row]));
    const lacking = (key: string) =>
      environments.filter((_, side) => (byKey.get(key)?.cells[side] ?? 'missing') === 'missing');
    return required.map((one) => ({
      ...one,
      missing: rows === undefined ? undefined : lacking(one.key).map(({ name }) => name),
    }));
  }, [required, rows, environments]);
}
