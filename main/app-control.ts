import { randomUUID } from 'node:crypto';
import type { AppState, KeyMode, Phase } from '../core/app-state.ts';
import { type AppError, Failure } from '../core/errors.ts';
import manifest from '../package.json' with { type: 'json' };
import { reportBug } from './bugs.ts';
import type { Host } from './hosts/host.ts';
import type { AppControl } from './ipc/handlers.ts';
import type { Keychain } from './keychain/keychain.ts';
import type { Profile } from './profile.ts';
import { closeContext } from './services/close-context.ts';
import type { Context, Disclosed } from './services/context.ts';
import { createContext } from './services/create-context.ts';
import { createPendingImport } from './services/pending-import.ts';
import { countInterrupted } from './services/recover.ts';
import { refreshAll, refreshOnFocus } from './services/refresh-behind.ts';
import { getSettings, putSettings } from './services/settings.ts';
import { createUnlock } from './store/unlock.ts';

export interface ControlParts {
  readonly host: Host;
  readonly profile: Profile;
  readonly keychain: Keychain;
  /** Files of the command line, for the import preview once the store is open. */
  readonly filesToImport: readonly string[];
  readonly emit: Context['emit'];
}

/** The app itself: how far it has come, and the context of the open store. */
export interface Control extends AppControl {
  /** The context while the store is open and not locked; fails with `locked` or `not-ready`. */
  readonly context: () => Context;
  readonly start: () => Promise<void>;
  /** The window has the focus of the desktop again. */
  readonly focused: () => void;
  readonly close: () => Promise<void>;
}

const done = {};

export function createAppControl({ host, profile, keychain, filesToImport, emit }: ControlParts): Control {
  const pending = createPendingImport(filesToImport);
  const disclosed: Disclosed = { count: 0, recent: [] };
  let context: Context | undefined;
  let broken: AppError | undefined;
  const onPhase = (phase: Phase): void => {
    context = phase.name === 'ready' ? enter(phase.mode) : undefined;
    emit('app.changed', {});
  };
  const unlock = createUnlock({ dir: profile.dir, keychain, lock: profile.lock, onPhase });
  const enter = (mode: KeyMode): Context => {
    const { clipboard, openExternal } = host;
    const outside = { clipboard, openExternal, keychain, mode, emit, disclosed };
    const opened = createContext(unlock.store(), outside);
    refreshAll(opened);
    host.setTheme(getSettings(opened).theme).catch(() => undefined); // the window may be gone already
    return opened;
  };
  const ready = (): Context => {
    if (context !== undefined) return context;
    throw new Failure({ code: unlock.phase().name === 'locked' ? 'locked' : 'not-ready' });
  };
  const phase = (): Phase => (broken === undefined ? unlock.phase() : { name: 'problem', error: broken });
  let leaving = Promise.resolve();
  /** A quit during a lock waits for the same end, so that nothing is closed under an apply. */
  const leave = (): Promise<void> => {
    if (context !== undefined) leaving = closeContext(context);
    context = undefined;
    return leaving;
  };
  /** A bug while the store opens has a screen too, since nothing else could be shown. */
  const begin = async (): Promise<void> => {
    broken = undefined;
    try {
      await unlock.start();
    } catch (error) {
      broken = { code: 'internal', incident: randomUUID() };
      reportBug(broken.incident, 'start', error);
      emit('app.changed', {});
    }
  };
  return {
    context: ready,
    start: begin,
    focused: () => {
      if (context !== undefined) refreshOnFocus(context);
    },
    close: async () => {
      await leave();
      await unlock.close();
    },
    state: async () => {
      const pendingImport = context === undefined ? undefined : await pending.idFor(context);
      const state = stateOf(host, profile, phase(), context);
      const revealed = disclosed.count;
      return { ...state, revealed, ...(pendingImport === undefined ? {} : { pendingImport }) };
    },
    unlock: ({ mode, passphrase }) => unlock.unlock(mode, passphrase).then(() => done),
    lock: async () => {
      ready();
      await leave();
      await unlock.lock();
      return done;
    },
    retry: () => begin().then(() => done),
    startFresh: () => unlock.startFresh().then(() => done),
    setTheme: async ({ theme }) => {
      if (context !== undefined) putSettings(context, { theme });
      await host.setTheme(theme);
      emit('app.changed', {});
      return done;
    },
    quit: () => {
      // After the reply: the window asks and is closed.
      setImmediate(() => void host.quit());
      return done;
    },
  };
}

type StateOfStore = Omit<AppState, 'revealed' | 'pendingImport'>;

function stateOf(host: Host, profile: Profile, phase: Phase, context: Context | undefined): StateOfStore {
  return {
    phase,
    host: host.name,
    platform: platform(),
    version: manifest.version,
    dataFolder: profile.dir,
    theme: context === undefined ? 'system' : getSettings(context).theme,
    interrupted: context === undefined ? 0 : countInterrupted(context),
  };
}

function platform(): AppState['platform'] {
  return process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
}
