import '../../documents/documents.css';
import './providers.css';
import { useQueries } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import type { EnvironmentProviders } from '../../../core/ipc/document-calls.ts';
import { type Provider, providers } from '../../../core/provider.ts';
import { asAppError } from '../../api/bridge.ts';
import { documentQueries } from '../../api/document-queries.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { DocumentNotices, NotShown, SeenAt } from '../../documents/document-notices.tsx';
import { environmentsBeside } from '../../documents/environments-beside.ts';
import { KeyDialog } from '../../documents/key-dialog.tsx';
import { PageGap } from '../../documents/page-gap.tsx';
import { useAgentGap } from '../../documents/use-agent-gap.ts';
import { WaitingPage } from '../../documents/waiting-page.tsx';
import { Grid } from '../../grid/grid.tsx';
import { useReady } from '../../router/ready.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { CommandButton } from '../../ui/button.tsx';
import { providerColumns } from './columns.tsx';
import { NearMisses } from './near-misses.tsx';
import { cellHere, providerCommands } from './provider-commands.ts';
import { ProviderPanel } from './provider-panel.tsx';
import { type KeyCell, type ProviderRow, providerRows, type Side } from './rows.ts';

const keyOf = (row: ProviderRow): string => row.id;
const headingOf = (row: ProviderRow) => (row.type === 'title' ? row.title : undefined);

/** Which provider every environment can reach, by which variable; keys are added and removed in this one. */
export function ProvidersPage(): ReactNode {
  const { ref } = useEnv();
  const gap = useAgentGap('provider-keys');
  if (gap !== undefined) return <PageGap title="No provider keys here" {...gap} />;
  return <Providers key={ref.slug} />;
}

/** The key that is being added or changed, and what there was of them when that was begun. */
interface Opened {
  readonly provider: Provider;
  readonly pointer: KeyCell['pointer'];
  readonly found: EnvironmentProviders;
}

/** The table, and over it the dialog of a key: that stays with what is typed, whatever becomes of the list meanwhile. */
function Providers(): ReactNode {
  const here = useEnv();
  const [open, setOpen] = useState<Opened>();
  return (
    <>
      <Loaded onOpen={setOpen} />
      {open !== undefined && (
        <KeyDialog
          env={here.ref}
          environment={here.environment}
          {...open}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

function Loaded({ onOpen }: { readonly onOpen: (open: Opened) => void }): ReactNode {
  const here = useEnv();
  const { beside, notShown } = environmentsBeside(here.environments, here.ref.slug);
  const shown = [here.environment, ...beside].sort((a, b) => a.order - b.order);
  const queries = useQueries({
    queries: shown.map(({ slug }) => documentQueries.providers(siblingRef(here, slug))),
  });
  const own = queries[shown.findIndex(({ slug }) => slug === here.ref.slug)];
  const settled = queries.every(({ data, error }) => data !== undefined || error !== null);
  useReady(settled);
  if (own?.error != null || !settled || own?.data === undefined)
    return (
      <WaitingPage
        title="Providers"
        error={own?.error == null ? undefined : asAppError(own.error)}
        retry={() => void own?.refetch()}
        inSettings
        label={`Loading the providers of ${here.environment.name}`}
      />
    );
  const sides = shown.flatMap((environment, at): readonly Side[] => {
    const found = queries[at]?.data;
    return found === undefined ? [] : [{ environment, found }];
  });
  const failed = shown.flatMap(({ name }, at) => {
    const error = queries[at]?.error;
    return error == null ? [] : [{ name, error: asAppError(error) }];
  });
  return (
    <Table sides={sides} notShown={notShown} onOpen={onOpen}>
      <DocumentNotices resource="provider-key" state={own.data.state} leftOut={failed} />
    </Table>
  );
}

function Table({
  sides,
  notShown,
  onOpen,
  children,
}: {
  readonly sides: readonly Side[];
  readonly notShown: number;
  readonly onOpen: (open: Opened) => void;
  /** What has to be known of the table. */
  readonly children: ReactNode;
}): ReactNode {
  const here = useEnv();
  const rows = useMemo(() => providerRows(sides), [sides]);
  const names = sides.map(({ environment }) => environment.slug).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: columns follow which environments there are
  const columns = useMemo(() => providerColumns(sides.map(({ environment }) => environment)), [names]);
  const [wanted, setWanted] = useState<string>();
  const first = rows.find(({ type }) => type !== 'title');
  const row = rows.find(({ id, type }) => id === wanted && type !== 'title') ?? first;
  const own = sides.find(({ environment }) => environment.slug === here.ref.slug)?.found;
  const provider = row === undefined || row.type === 'title' ? providers[0] : row.provider;
  const pointer = cellHere(here, row)?.pointer;
  const openFor = (what: KeyCell['pointer']) => {
    if (own !== undefined && provider !== undefined) onOpen({ provider, pointer: what, found: own });
  };
  const commands = providerCommands({
    here,
    row,
    add: () => openFor(undefined),
    edit: () => openFor(pointer),
  });
  useCommands(Object.values(commands));
  return (
    <section className="documents" aria-label="Providers">
      <div className="documents-bar">
        <h1>Providers</h1>
        <span className="soft documents-note">
          Each environment has its own keys: none is copied to another.
        </span>
        <SeenAt state={own?.state} />
        <NotShown count={notShown} />
        <span className="documents-gap" />
        <CommandButton command={commands.add} look="primary" />
      </div>
      {children}
      {own !== undefined && <NearMisses found={own} />}
      <Grid
        autoFocus
        ariaLabel={`Providers of ${here.environment.name} and the others`}
        rows={rows}
        rowKey={keyOf}
        columns={columns}
        active={row?.id}
        onActiveChange={setWanted}
        onOpen={() => openFor(pointer)}
        heading={headingOf}
        grows
      />
      {row !== undefined && row.type !== 'title' && <ProviderPanel row={row} commands={commands} />}
    </section>
  );
}
