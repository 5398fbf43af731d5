import LoaderCircle from 'lucide-react/icons/loader-circle';
import { StartCard } from './start-card.tsx';

/** The keychain was asked. It may be asking the person in turn. */
export function WaitingScreen() {
  return (
    <StartCard
      icon={<LoaderCircle size={20} className="spin" aria-hidden />}
      title="Waiting for the keychain"
    >
      <p role="status">The key of your data is in the keychain of the system, which was asked for it.</p>
      <p>
        If the system asks for its keyring password, answer that window: it may stand behind this one. When no
        answer comes within ten seconds you can choose what to do.
      </p>
    </StartCard>
  );
}
