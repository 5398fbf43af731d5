import { useQuery } from '@tanstack/react-query';
import Cloud from 'lucide-react/icons/cloud';
import FileUp from 'lucide-react/icons/file-up';
import FlaskConical from 'lucide-react/icons/flask-conical';
import Layers from 'lucide-react/icons/layers';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import { appQueries } from '../api/app-queries.ts';
import { useAsk } from '../api/use-ask.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { KnownConnections } from '../connections/known-connections.tsx';
import { useIntake } from '../features/imports/use-intake.ts';
import { NewProject } from '../frame/new-project.tsx';
import { useGo } from '../router/use-go.ts';
import { useConnecting } from '../state/connecting.ts';
import { Choice } from '../ui/choice.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { StartCard } from './start-card.tsx';

/** No project yet: bring your files, or look at the sample. */
export function FirstRun({ workspace }: { readonly workspace: string }) {
  const go = useGo();
  const phase = useQuery(appQueries.state()).data?.phase;
  const session = phase?.name === 'ready' && phase.mode === 'session';
  const sample = useAsk('scope.openSample');
  const intake = useIntake();
  const [empty, setEmpty] = useState(false);
  const openSample = async () => {
    const opened = await sample.go({});
    if (opened !== undefined) go.path(opened.path);
  };
  const connect = useConnecting((state) => state.asked);
  const pick = () => void intake.pick();
  const command = (id: string, title: string, key: string, run: () => void): Command => ({
    id: `first.${id}`,
    title,
    group: 'Go to',
    keys: [key],
    run,
  });
  useCommands([
    command('import', 'Import .env files…', 'i', pick),
    command('connect', 'Connect a server…', 'c', () => connect({ step: 'new' })),
    command('sample', 'Open the sample project', 's', () => void openSample()),
    command('empty', 'Start an empty project', 'e', () => setEmpty(true)),
  ]);
  return (
    <StartCard
      icon={<Layers size={20} aria-hidden />}
      title="Bring your environments together"
      foot={
        session
          ? 'Everything stays in memory and is forgotten when you quit. Nothing goes out except to a server that you connect.'
          : 'Everything is kept on this computer, encrypted. Nothing goes out except to a server that you connect.'
      }
    >
      <p>
        Import the <span className="mono">.env</span> files you have, one per environment. You see at once
        what production lacks, and nothing is taken before you have looked at it.
      </p>
      <div className="choices">
        <Choice
          icon={<FileUp size={16} aria-hidden />}
          title="Import .env files"
          text="Choose them, drop them on this window, or paste their text."
          chord="i"
          autoFocus
          isDisabled={sample.running}
          onPress={pick}
        />
        <Choice
          icon={<Cloud size={16} aria-hidden />}
          title="Connect a server"
          text="Platos or Trigger.dev: log in with the browser, or paste a token. What was seen stays readable offline."
          chord="c"
          isDisabled={sample.running}
          onPress={() => connect({ step: 'new' })}
        />
        <Choice
          icon={<FlaskConical size={16} aria-hidden />}
          title="Open the sample project"
          text="Acme / support-bot: three environments with made-up values, to try everything on."
          chord="s"
          isDisabled={sample.running}
          onPress={() => void openSample()}
        />
        <Choice
          icon={<Plus size={16} aria-hidden />}
          title="Start an empty project"
          text="With one environment, dev, to fill by hand."
          chord="e"
          isDisabled={sample.running}
          onPress={() => setEmpty(true)}
        />
      </div>
      <KnownConnections />
      {sample.error !== undefined && <ErrorNote error={sample.error} />}
      {empty && <NewProject workspaceId={workspace} organization="" onClose={() => setEmpty(false)} />}
    </StartCard>
  );
}
