import type { AppState } from '../../core/app-state.ts';
import { ProblemScreen } from './problem-screen.tsx';

/** The start screen of a phase. */
export function PhaseScreen({ state }: { readonly state: AppState }) {
  if (state.phase.name === 'problem') return <ProblemScreen error={state.phase.error} />;
  return <p>{state.phase.name}</p>;
}
