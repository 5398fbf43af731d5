import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { appQueries } from './api/app-queries.ts';
import { asAppError } from './api/bridge.ts';
import { followMain } from './api/invalidation.ts';
import { Connect } from './connections/connect-dialog.tsx';
import { ImportIntake } from './features/imports/import-intake.tsx';
import { ConsoleCommands } from './frame/console-commands.tsx';
import { Theme } from './frame/theme.tsx';
import { Reviews } from './review/reviews.tsx';
import { OpenedPaths } from './router/opened-paths.tsx';
import { useLeaveBehind } from './start/leave-behind.ts';
import { PhaseScreen } from './start/phase-screen.tsx';
import { ProblemScreen } from './start/problem-screen.tsx';
import { Questions } from './ui/questions.tsx';
import { Toasts } from './ui/toasts.tsx';

/** The window: a start screen until the store is open, then the page of the path. */
export function App() {
  useEffect(followMain, []);
  const state = useQuery(appQueries.state());
  const phase = state.data?.phase;
  const ready = phase?.name === 'ready';
  const leaving = useLeaveBehind(ready);
  if (state.error !== null) return <ProblemScreen error={asAppError(state.error)} />;
  if (state.data === undefined) return null;
  if (leaving) return <Theme choice={state.data.theme} />;
  return (
    <>
      <Theme choice={state.data.theme} />
      {phase?.name === 'ready' ? (
        <>
          <OpenedPaths pendingImport={state.data.pendingImport !== undefined} />
          <ConsoleCommands mode={phase.mode} />
          <Outlet />
          <Connect />
          <Reviews />
          <ImportIntake />
        </>
      ) : (
        <PhaseScreen state={state.data} />
      )}
      <Questions />
      <Toasts />
    </>
  );
}
