import Lock from 'lucide-react/icons/lock';
import type { KeyMode } from '../../core/app-state.ts';
import { useAsk } from '../api/use-ask.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { PassphraseForm } from './passphrase-form.tsx';
import { StartCard } from './start-card.tsx';

/** Locked by the person. Values are gone from the window; drafts are kept, encrypted. */
export function LockedScreen({ mode, dataFolder }: { readonly mode: KeyMode; readonly dataFolder: string }) {
  const unlock = useAsk('app.unlock');
  return (
    <StartCard
      icon={<Lock size={20} aria-hidden />}
      title="The console is locked"
      foot={`Data folder: ${dataFolder}`}
    >
      <p>
        No value is held by this window. Drafts are kept
        {mode === 'session' ? ' until you quit: then all of this session is forgotten.' : '.'}
      </p>
      {mode === 'passphrase' ? (
        <PassphraseForm />
      ) : (
        <>
          {unlock.error !== undefined && <ErrorNote error={unlock.error} />}
          <div className="start-actions">
            <Button
              look="primary"
              chord="Enter"
              autoFocus
              onPress={() => {
                if (!unlock.running) void unlock.go({ mode });
              }}
            >
              {unlock.running ? 'Unlocking…' : 'Unlock'}
            </Button>
          </div>
        </>
      )}
    </StartCard>
  );
}
