import KeyRound from 'lucide-react/icons/key-round';
import { PassphraseForm } from './passphrase-form.tsx';
import { StartCard } from './start-card.tsx';

export function PassphraseScreen({ dataFolder }: { readonly dataFolder: string }) {
  return (
    <StartCard
      icon={<KeyRound size={20} aria-hidden />}
      title="Type your passphrase"
      foot={`Data folder: ${dataFolder}`}
    >
      <p>It opens the data of this console on this computer.</p>
      <PassphraseForm />
    </StartCard>
  );
}
