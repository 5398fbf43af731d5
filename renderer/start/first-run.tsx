import FileUp from 'lucide-react/icons/file-up';
import FlaskConical from 'lucide-react/icons/flask-conical';
import Layers from 'lucide-react/icons/layers';
import { useRef } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Arrivals } from '../frame/arrivals.tsx';
import { useGo } from '../router/use-go.ts';
import { ErrorNote } from '../ui/states.tsx';
import { putIncoming } from '../values/incoming.ts';
import { StartCard } from './start-card.tsx';
import { StartChoice } from './start-choice.tsx';

/** No project yet: bring your files, or look at the sample. */
export function FirstRun({ workspace }: { readonly workspace: string }) {
  const go = useGo();
  const sample = useAsk('scope.openSample');
  const picker = useRef<HTMLInputElement>(null);
  const openSample = async () => {
    const opened = await sample.go({});
    if (opened !== undefined) go.path(opened.path);
  };
  const pick = () => picker.current?.click();
  useCommands([
    { id: 'first.import', title: 'Import .env files…', group: 'Import and export', keys: ['i'], run: pick },
    { id: 'first.sample', title: 'Open the sample project', group: 'Go to', keys: ['s'], run: openSample },
  ]);
  return (
    <StartCard
      icon={<Layers size={20} aria-hidden />}
      title="Bring your environments together"
      foot="Everything stays on this machine, encrypted. No account, no network."
    >
      <p>
        Import the <span className="mono">.env</span> files you have, one per environment. You see at once
        what production lacks, and nothing is taken before you have looked at it.
      </p>
      <div className="start-choices">
        <StartChoice
          icon={<FileUp size={16} aria-hidden />}
          title="Import .env files"
          text="Choose them, drop them on this window, or paste their text."
          chord="i"
          autoFocus
          isDisabled={sample.running}
          onPress={pick}
        />
        <StartChoice
          icon={<FlaskConical size={16} aria-hidden />}
          title="Open the sample project"
          text="Acme / support-bot: three environments with made-up values, to try everything on."
          chord="s"
          isDisabled={sample.running}
          onPress={() => void openSample()}
        />
      </div>
      {sample.error !== undefined && <ErrorNote error={sample.error} />}
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="Choose .env files"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files.length === 0) return;
          putIncoming({ type: 'files', files });
          go.path('/import', { workspace });
        }}
      />
      <Arrivals />
    </StartCard>
  );
}
