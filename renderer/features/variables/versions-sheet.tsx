import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ValueSource, VersionMeta } from '../../../core/ipc/contract.ts';
import { asAppError } from '../../api/bridge.ts';
import { variableQueries } from '../../api/variable-queries.ts';
import type { Command } from '../../commands/command.ts';
import type { Column } from '../../grid/column.ts';
import { Grid } from '../../grid/grid.tsx';
import { openReview } from '../../review/review-state.ts';
import { useEnv } from '../../router/use-env.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogCommands } from '../../ui/dialog-commands.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Mono } from '../../ui/mono.tsx';
import { ErrorState, Loading } from '../../ui/states.tsx';
import { DiffView } from '../../values/diff-view.tsx';
import { forgetKey, forgetOld } from '../../values/forget-old.ts';
import { useReveal } from '../../values/use-reveal.ts';

const versionKey = (version: VersionMeta) => String(version.version);

/** A key's past: every version against the one of now, shown on demand, brought back through a review. */
export function VersionsSheet({
  variableKey,
  onClose,
}: {
  readonly variableKey: string;
  readonly onClose: () => void;
}) {
  const { ref, environment } = useEnv();
  const query = useQuery(variableQueries.versions(ref, variableKey));
  const [active, setActive] = useState<string>();
  const reveal = useReveal();
  const versions = useMemo(
    () => query.data?.versions.toSorted((a, b) => b.version - a.version),
    [query.data],
  );
  const current = versions?.find((version) => version.current);
  const chosen = versions?.find((version) => versionKey(version) === active);
  const [shownVersion, setShown] = useState<number>();
  const show = () => {
    if (chosen === undefined || chosen.deleted || chosen.purged) return;
    setShown(chosen.version);
    const old: ValueSource = { from: 'version', env: ref, version: chosen.version };
    const isNow = chosen.current || current === undefined;
    reveal.toggle(variableKey, isNow ? [old] : [old, { from: 'saved', env: ref }]);
  };
  const canRestore = chosen !== undefined && !chosen.current && !chosen.deleted && !chosen.purged;
  const restore = () => {
    if (!canRestore) return;
    onClose();
    void openReview(ref, { type: 'restore', key: variableKey, version: chosen.version });
  };
  const forget = () => void forgetOld({ env: ref, key: variableKey });
  const commands: readonly Command[] = [
    { id: 'versions.forget', title: 'Forget old values…', group: 'History', keys: [forgetKey], run: forget },
    {
      id: 'versions.reveal',
      title: 'Reveal or hide this version',
      group: 'History',
      keys: ['r'],
      when: 'grid',
      run: show,
    },
    {
      id: 'versions.restore',
      title: 'Restore this version…',
      group: 'History',
      keys: ['Mod+Enter'],
      enabled: () => canRestore,
      run: restore,
    },
  ];
  const [then, now] = [...(reveal.shown?.values.values() ?? [])];
  const columns = useMemo(
    () =>
      columnsOf(current, (version) =>
        version === shownVersion ? reveal.shown?.values.values().next().value : undefined,
      ),
    [current, shownVersion, reveal],
  );
  return (
    <Dialog
      title={
        <>
          History of <bdi className="mono">{variableKey}</bdi> in {environment.name}
        </>
      }
      shape="sheet"
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" chord={forgetKey} onPress={forget}>
            Forget old values…
          </Button>
          <Button chord="r" isDisabled={chosen === undefined} onPress={show}>
            Reveal
          </Button>
          <Button look="primary" chord="Mod+Enter" isDisabled={!canRestore} onPress={restore}>
            Restore…
          </Button>
        </>
      }
    >
      <DialogCommands commands={commands} />
      {query.error !== null ? (
        <ErrorState error={asAppError(query.error)} onRetry={() => void query.refetch()} />
      ) : versions === undefined ? (
        <Loading label="Loading the history" />
      ) : (
        <>
          <div className="grid-box">
            <Grid
              ariaLabel={`Versions of ${variableKey}`}
              rows={versions}
              rowKey={versionKey}
              columns={columns}
              active={active}
              onActiveChange={setActive}
              onOpen={show}
              autoFocus
              empty={<p className="soft versions-none">No version is kept yet.</p>}
            />
          </div>
          {then !== undefined && now !== undefined && (
            <DiffView left={then} right={now} leftName={`version ${shownVersion}`} rightName="now" />
          )}
        </>
      )}
    </Dialog>
  );
}

const columnsOf = (
  current: VersionMeta | undefined,
  textOf: (version: number) => string | undefined,
): readonly Column<VersionMeta>[] => [
  {
    id: 'version',
    header: 'Version',
    width: '88px',
    isRowHeader: true,
    render: (version) => version.version,
  },
  {
    id: 'when',
    header: 'Written',
    width: '120px',
    render: (version) => <Moment at={version.at} />,
  },
  { id: 'kind', header: 'Kind', width: '80px', render: (version) => version.kind },
  {
    id: 'state',
    header: 'Compared with now',
    width: '180px',
    render: (version) => <VersionState version={version} current={current} />,
  },
  {
    id: 'value',
    header: 'Value',
    width: 'minmax(160px, 1fr)',
    render: (version) => {
      const text = textOf(version.version);
      if (version.deleted || version.purged) return <span className="value-unset">none</span>;
      return text === undefined ? (
        <span className="value-masked">••••••••</span>
      ) : (
        <Mono text={text} limit={400} ends />
      );
    },
  },
];

function VersionState({
  version,
  current,
}: {
  readonly version: VersionMeta;
  readonly current: VersionMeta | undefined;
}) {
  if (version.current) return <Badge tone="good">now</Badge>;
  if (version.deleted) return <Badge tone="bad">was removed</Badge>;
  if (version.purged) return <Badge>forgotten</Badge>;
  if (current === undefined || version.fingerprint === undefined || current.fingerprint === undefined)
    return <span className="soft">cannot tell</span>;
  return version.fingerprint === current.fingerprint ? <span className="soft">same value</span> : 'differs';
}
