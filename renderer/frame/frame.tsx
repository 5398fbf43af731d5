import './frame.css';
import { useQuery } from '@tanstack/react-query';
import { CatchBoundary } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { appQueries } from '../api/app-queries.ts';
import { LayerContext, useCommands } from '../commands/use-commands.ts';
import { findPage } from '../router/pages.ts';
import { type Here, projectKey, useEnv } from '../router/use-env.ts';
import { useLastEnvironment } from '../state/last-environment.ts';
import { useOverlays } from '../state/overlays.ts';
import { useToasts } from '../state/toasts.ts';
import { CompareWith } from './compare-with.tsx';
import { Crash } from './crash.tsx';
import { EnvironmentStrip } from './environment-strip.tsx';
import { InterruptedBanner } from './interrupted-banner.tsx';
import { NewProject } from './new-project.tsx';
import { PageNav } from './page-nav.tsx';
import { Palette } from './palette.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useFrameCommands } from './use-frame-commands.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useNeighbours } from './use-neighbours.ts';
import { useRememberedPath } from './use-remembered-path.ts';
import { useServerCommands } from './use-server-commands.ts';

const ExportDialog = lazy(async () => {
  const found = await import('../features/exports/export-dialog.tsx');
  return { default: found.ExportDialog };
});

/** What stands around every page of an environment. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const here = useEnv();
  const { environment, project, page } = here;
  useCommands(useFrameCommands());
  useCommands(useServerCommands());
  useNeighbours();
  useRememberedPath();
  const main = useKeptFocus(page);
  const entered = useLastEnvironment((state) => state.environmentEntered);
  const visited = projectKey(here.ref);
  useEffect(() => entered(visited, environment.slug), [entered, visited, environment.slug]);
  const forgetMessages = useToasts((state) => state.environmentLeft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another environment is shown
  useEffect(() => forgetMessages, [forgetMessages, visited, environment.slug]);
  // The strip has the slug beside the name.
  const byName = project.environments.find(({ slug }) => slug === environment.slug);
  // Names only: a title is seen by the window manager and everything that lists windows.
  const title = `${environment.name} · ${findPage(page)?.title ?? page} · ${project.name} · Platos Console`;
  const interrupted = useQuery(appQueries.state()).data?.interrupted ?? 0;
  return (
    <div className="frame" data-kind={environment.kind} data-colour={environment.colour}>
      <title>{title}</title>
      <header>
        <TopBar />
        <EnvironmentStrip environment={byName ?? environment} />
      </header>
      <PageNav />
      {interrupted > 0 && <InterruptedBanner count={interrupted} />}
      <LayerContext value="page">
        <main className="frame-page" ref={main} tabIndex={-1}>
          <CatchBoundary getResetKey={() => `${visited} ${page}`} errorComponent={Crash}>
            {children}
          </CatchBoundary>
        </main>
      </LayerContext>
      <StatusBar />
      <Overlays />
    </div>
  );
}

function Overlays() {
  const here = useEnv();
  const open = useOverlays((state) => state.open);
  const closed = useOverlays((state) => state.closed);
  useEffect(() => closed, [closed]);
  if (open === 'palette') return <Palette onClose={closed} />;
  if (open === 'compare-with') return <CompareWith onClose={closed} />;
  if (open === 'new-project') return <NewProject {...whereNew(here)} onClose={closed} />;
  if (open === 'export')
    return (
      <Suspense fallback={null}>
        <ExportDialog isOpen onClose={closed} />
      </Suspense>
    );
  return null;
}

/** A server makes its projects in its dashboard: a new one is then of this computer. */
const whereNew = ({ workspace, organization }: Here) =>
  workspace.kind === 'local'
    ? { workspaceId: workspace.id, organization: organization.name }
    : { workspaceId: 'local', organization: '' };
