import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { appQueries } from './api/app-queries.ts';
import { asAppError } from './api/bridge.ts';
import { followMain, forgetEverything } from './api/invalidation.ts';
import { ImportIntake } from './features/imports/import-intake.tsx';
import { useOffers } from './features/imports/offer.ts';
import { ConsoleCommands } from './frame/console-commands.tsx';
import { Theme } from './frame/theme.tsx';
import { Reviews } from './review/reviews.tsx';
import { OpenedPaths } from './router/opened-paths.tsx';
import { PhaseScreen } from './start/phase-screen.tsx';
import { ProblemScreen } from './start/problem-screen.tsx';
import { useQuestions } from './state/questions.ts';
import { useToasts } from './state/toasts.ts';
import { Questions } from './ui/questions.tsx';
import { Toasts } from './ui/toasts.tsx';

/** The window: a start screen until the store is open, then the page of the path. */
export function App() {
  useEffect(followMain, []);
  const state = useQuery(appQueries.state());
  const phase = state.data?.phase;
  const ready = phase?.name === 'ready';
  useEffect(() => {
    if (phase === undefined || ready) return;
    forgetEverything();
    useOffers.getState().finished();
    useQuestions.getState().asked?.answer(false);
    useQuestions.getState().answered();
    useToasts.getState().cleared(); // their actions are of no use here, and hold what was read
  }, [phase, ready]);
  if (state.error !== null) return <ProblemScreen error={asAppError(state.error)} />;
  if (state.data === undefined) return null;
  return (
    <>
      <Theme choice={state.data.theme} />
      {phase?.name === 'ready' ? (
        <>
          <OpenedPaths pendingImport={state.data.pendingImport !== undefined} />
          <ConsoleCommands mode={phase.mode} />
          <Outlet />
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
