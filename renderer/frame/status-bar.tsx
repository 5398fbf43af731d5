import './status-bar.css';
import { useQuery } from '@tanstack/react-query';
import HardDrive from 'lucide-react/icons/hard-drive';
import KeyRound from 'lucide-react/icons/key-round';
import Pencil from 'lucide-react/icons/pencil';
import type { KeyMode } from '../../core/app-state.ts';
import { appQueries } from '../api/app-queries.ts';
import { scopeQueries } from '../api/scope-queries.ts';
import { draftsOf, draftsText } from '../router/places.ts';
import { useEnv } from '../router/use-env.ts';
import { Kbd } from '../ui/kbd.tsx';
import { ServerStatus } from './server-status.tsx';

const keyModes: Readonly<Record<KeyMode, string>> = {
  keychain: 'Key in the system keychain',
  passphrase: 'Key behind your passphrase',
  session: 'This session only: nothing is kept after quitting',
};

/** What is always good to know: drafts, where the data is, how it is kept. */
export function StatusBar() {
  const { ref, workspace, environments } = useEnv();
  const scope = useQuery(scopeQueries.list()).data;
  const phase = useQuery(appQueries.state()).data?.phase;
  const mode = phase?.name === 'ready' ? phase.mode : undefined;
  const drafts = draftsOf(scope?.drafts ?? [], ref);
  return (
    <footer className="status-bar">
      <span className={drafts > 0 ? 'status-item status-drafts' : 'status-item'}>
        <Pencil size={12} aria-hidden />
        {draftsText(scope?.drafts ?? [], ref, environments)}
        {drafts > 0 && <Kbd chord="Mod+S" />}
      </span>
      {workspace.kind === 'local' ? (
        <span className="status-item">
          <HardDrive size={12} aria-hidden />
          {workspace.name}, works offline
        </span>
      ) : (
        <ServerStatus />
      )}
      {mode !== undefined && (
        <span className={mode === 'session' ? 'status-item status-session' : 'status-item'}>
          <KeyRound size={12} aria-hidden />
          {keyModes[mode]}
        </span>
      )}
    </footer>
  );
}
