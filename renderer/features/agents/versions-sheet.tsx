import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../core/ipc/contract.ts';
import type { AgentDetail } from '../../../core/ipc/document-calls.ts';
import { asAppError } from '../../api/bridge.ts';
import { documentQueries } from '../../api/document-queries.ts';
import type { Command } from '../../commands/command.ts';
import { FieldDiff } from '../../documents/field-diff.tsx';
import type { Column } from '../../grid/column.ts';
import { Grid } from '../../grid/grid.tsx';
import { SlowLoading } from '../../lists/slow-loading.tsx';
import { openReview } from '../../review/review-state.ts';
import { useEnv } from '../../router/use-env.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, CommandButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogCommands, submitCommand } from '../../ui/dialog-commands.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ErrorNote, ErrorState } from '../../ui/states.tsx';
import { forgetKey, forgetOld } from '../../values/forget-old.ts';

type Version = Output<'documents.versions'>['versions'][number];

const keyOf = ({ version }: Version): string => String(version);

const columns: readonly Column<Version>[] = [
  {
    id: 'version',
    header: 'Version',
    width: '96px',
    isRowHeader: true,
    render: ({ version }) => <span className="number">{version}</span>,
  },
  {
    id: 'at',
    header: 'When',
    width: 'minmax(140px, 1fr)',
    render: ({ at }) => <Moment at={at} />,
  },
  {
    id: 'what',
    header: 'What',
    width: '120px',
    render: ({ deleted }) => (deleted ? <Badge tone="warn">deleted</Badge> : null),
  },
];

/** The versions of an agent, the active one against what it is now, and the way back to it. */
export function VersionsSheet(props: {
  readonly slug: string;
  readonly detail: AgentDetail;
  readonly onClose: () => void;
}): ReactNode {
  const { slug, detail, onClose } = props;
  const { ref } = useEnv();
  const query = useQuery(documentQueries.versions(ref, 'agent', slug));
  const versions = query.data?.versions ?? [];
  const [wanted, setWanted] = useState<string>();
  const active = versions.find((one) => keyOf(one) === wanted) ?? versions[1] ?? versions[0];
  const current = detail.version === 0 ? versions[0]?.version : detail.version;
  const may = active !== undefined && !active.deleted && active.version !== current;
  const restore = () => {
    if (!may) return;
    onClose();
    void openReview(ref, { type: 'restore', resource: 'agent', key: slug, version: active.version });
  };
  const forget: Command = {
    id: 'versions.forget',
    title: 'Forget old versions…',
    group: 'History',
    keys: [forgetKey],
    run: () => void forgetOld({ env: ref, resource: 'agent', key: slug }),
  };
  return (
    <Dialog
      title={`Versions of ${slug}`}
      shape="sheet"
      onClose={onClose}
      actions={
        <>
          <CommandButton command={forget} look="quiet" />
          <Button onPress={onClose}>Close</Button>
          <Button look="primary" chord="Mod+Enter" isDisabled={!may} onPress={restore}>
            {active === undefined ? 'Restore' : `Restore version ${active.version}…`}
          </Button>
        </>
      }
    >
      <DialogCommands commands={[forget, submitCommand('Restore this version', may, restore)]} />
      {query.error !== null ? (
        <ErrorState error={asAppError(query.error)} onRetry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <SlowLoading label="Loading the versions" rows={6} />
      ) : (
        <>
          <div className="grid-box agent-versions">
            <Grid
              autoFocus
              ariaLabel={`Versions of ${slug}, newest first`}
              rows={versions}
              rowKey={keyOf}
              columns={columns}
              active={active === undefined ? undefined : keyOf(active)}
              onActiveChange={setWanted}
            />
          </div>
          {active !== undefined && !active.deleted && (
            <Against slug={slug} version={active.version} now={detail.text} />
          )}
        </>
      )}
    </Dialog>
  );
}

function Against(props: {
  readonly slug: string;
  readonly version: number;
  readonly now: string;
}): ReactNode {
  const { ref } = useEnv();
  const query = useQuery(documentQueries.version(ref, 'agent', props.slug, props.version));
  if (query.error !== null) return <ErrorNote error={asAppError(query.error)} />;
  if (query.data === undefined) return <SlowLoading label="Loading the version" rows={4} />;
  return <FieldDiff before={query.data.text} after={props.now} names={[`Version ${props.version}`, 'Now']} />;
}
