import type { AppState } from '../../core/app-state.ts';
import { assertNever } from '../../core/errors.ts';
import { useCommands } from '../commands/use-commands.ts';
import { quitCommand, useHeldClose } from '../frame/quit.ts';
import { ChooseScreen } from './choose-screen.tsx';
import { LockedScreen } from './locked-screen.tsx';
import { PassphraseScreen } from './passphrase-screen.tsx';
import { ProblemScreen } from './problem-screen.tsx';
import { WaitingScreen } from './waiting-screen.tsx';

/** The start screen of a phase. `ready` has none: the page of the path is shown instead. */
export function PhaseScreen({ state }: { readonly state: AppState }) {
  const { phase, dataFolder } = state;
  // What it holds is not asked while it is locked: it may be all that there is.
  const loses = phase.name === 'locked' && phase.mode === 'session' ? 'locked-session' : 'nothing';
  useHeldClose(loses);
  useCommands([quitCommand(loses)]);
  switch (phase.name) {
    case 'waiting-keychain':
      return <WaitingScreen />;
    case 'choose':
      return <ChooseScreen why={phase.why} dataFolder={dataFolder} />;
    case 'passphrase':
      return <PassphraseScreen dataFolder={dataFolder} />;
    case 'locked':
      return <LockedScreen mode={phase.mode} dataFolder={dataFolder} />;
    case 'problem':
      return <ProblemScreen error={phase.error} dataFolder={dataFolder} />;
    case 'ready':
      return null;
    default:
      return assertNever(phase);
  }
}
