import Clock from 'lucide-react/icons/clock';
import KeyRound from 'lucide-react/icons/key-round';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import ShieldAlert from 'lucide-react/icons/shield-alert';
import { useState } from 'react';
import type { AppError } from '../../core/errors.ts';
import { errorText } from '../api/error-text.ts';
import { useAsk } from '../api/use-ask.ts';
import { Choice } from '../ui/choice.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { NewPassphrase } from './new-passphrase.tsx';
import { StartCard } from './start-card.tsx';

/** No keychain: how the key is to be kept is decided before there is any data. */
export function ChooseScreen({ why, dataFolder }: { readonly why: AppError; readonly dataFolder: string }) {
  const [making, setMaking] = useState(false);
  const unlock = useAsk('app.unlock');
  const text = errorText(why);
  return (
    <StartCard
      icon={<ShieldAlert size={20} aria-hidden />}
      title={making ? 'Choose a passphrase' : text.title}
      foot={`Data folder: ${dataFolder}`}
    >
      {making ? (
        <>
          <p>It encrypts the key of your data, in a file beside it. You type it at each start.</p>
          <NewPassphrase onBack={() => setMaking(false)} />
        </>
      ) : (
        <>
          <p>{text.what}</p>
          <p>Choose how the key of your data is kept. Nothing is written before you have chosen.</p>
          <div className="choices">
            <Choice
              icon={<KeyRound size={16} aria-hidden />}
              title="Use a passphrase"
              text="Data is kept, encrypted, and opened by a passphrase that only you know."
              autoFocus
              isDisabled={unlock.running}
              onPress={() => setMaking(true)}
            />
            <Choice
              icon={<Clock size={16} aria-hidden />}
              title="This session only"
              text="Everything stays in memory. Quitting forgets it; you can export before."
              isDisabled={unlock.running}
              onPress={() => void unlock.go({ mode: 'session' })}
            />
            <Choice
              icon={<RotateCcw size={16} aria-hidden />}
              title="Ask the keychain again"
              text="After you have started or unlocked it."
              isDisabled={unlock.running}
              onPress={() => void unlock.go({ mode: 'keychain' })}
            />
          </div>
          {unlock.error !== undefined && <ErrorNote error={unlock.error} />}
        </>
      )}
    </StartCard>
  );
}
