import FileInput from 'lucide-react/icons/file-input';
import { useCommands } from '../../commands/use-commands.ts';
import { useReady } from '../../router/ready.ts';
import { useGo } from '../../router/use-go.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useOffers } from './offer.ts';
import { choosingHint } from './pick-files.ts';
import { TurnedDown } from './turned-down.tsx';
import { useIntake } from './use-intake.ts';

/** Nothing is being looked at: how to begin, and why the last files were turned down. */
export function NoImport() {
  const go = useGo();
  const intake = useIntake();
  const turned = useOffers((state) => state.turnedDown);
  const back = () => go.path('/');
  useReady(true);
  useCommands([
    { id: 'import.back', title: 'Back', group: 'Import and export', keys: ['Escape'], run: back },
  ]);
  return (
    <EmptyState
      icon={<FileInput size={20} aria-hidden />}
      title="Import variables"
      actions={
        <>
          <Button chord="Escape" onPress={back}>
            Back
          </Button>
          <Button look="primary" autoFocus chord="Mod+O" onPress={() => void intake.pick()}>
            Choose files…
          </Button>
        </>
      }
    >
      <p>
        Drop <code>.env</code>, <code>.env.staging</code> and <code>.env.production</code> here together.
        Nothing is taken before you have seen what is in them.
      </p>
      <p>{choosingHint}</p>
      <TurnedDown files={turned} />
    </EmptyState>
  );
}
