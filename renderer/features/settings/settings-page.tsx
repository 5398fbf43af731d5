import './settings-page.css';
import { useQuery } from '@tanstack/react-query';
import Monitor from 'lucide-react/icons/monitor';
import Moon from 'lucide-react/icons/moon';
import Sun from 'lucide-react/icons/sun';
import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { KeyMode, ThemeChoice } from '../../../core/app-state.ts';
import { appQueries } from '../../api/app-queries.ts';
import { useAskInTurn } from '../../api/use-ask.ts';
import { ConnectionsSection } from '../../connections/connections-section.tsx';
import { useReady } from '../../router/ready.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/states.tsx';

const keyModes: Readonly<Record<KeyMode, readonly [name: string, means: string]>> = {
  keychain: [
    'In the system keychain',
    'The system keeps the key of your data. Deleting its entry makes the data unreadable.',
  ],
  passphrase: [
    'Behind your passphrase',
    'The key lies in a file beside the data, encrypted by your passphrase, which is typed at each start.',
  ],
  session: [
    'In memory, for this session',
    'Nothing is kept after quitting: export what you want to keep before you quit.',
  ],
};

/** What is set for the whole console, and what it can say about itself. */
export function SettingsPage() {
  const state = useQuery(appQueries.state()).data;
  const here = useEnv();
  useReady(state !== undefined);
  if (state === undefined) return null;
  const mode = state.phase.name === 'ready' ? keyModes[state.phase.mode] : undefined;
  return (
    <div className="page">
      <header className="page-head">
        <h1>Settings</h1>
      </header>
      <Section title="Theme">
        <ThemeSetting theme={state.theme} />
      </Section>
      <Section
        title="Masking"
        text={`Which environments of ${here.project.name} show plain values in the list. Secrets stay masked everywhere until they are revealed one at a time.`}
      >
        <MaskingSetting />
      </Section>
      <Section
        title="Connections"
        text="Servers of Platos or Trigger.dev, each with one account. Tokens stay on this computer and are never shown whole again."
      >
        <ConnectionsSection />
      </Section>
      <Section title="Encryption key" {...(mode === undefined ? {} : { text: mode[1] })}>
        <p>{mode?.[0]}</p>
      </Section>
      <Section title="Data folder" text="Encrypted store, backups and settings of this console.">
        <p className="mono settings-path">{state.dataFolder}</p>
      </Section>
      <Section title="About">
        <p>
          Platos Console {state.version}, in {state.host === 'electron' ? 'Electron' : 'Chromium'}
        </p>
      </Section>
    </div>
  );
}

function Section({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="settings-section" aria-label={title}>
      <div className="settings-about">
        <h2>{title}</h2>
        {text !== undefined && <p className="soft">{text}</p>}
      </div>
      <div className="settings-body">{children}</div>
    </section>
  );
}

const themes: readonly { readonly id: ThemeChoice; readonly name: string; readonly icon: ReactNode }[] = [
  { id: 'system', name: 'System', icon: <Monitor size={14} aria-hidden /> },
  { id: 'light', name: 'Light', icon: <Sun size={14} aria-hidden /> },
  { id: 'dark', name: 'Dark', icon: <Moon size={14} aria-hidden /> },
];

function ThemeSetting({ theme }: { readonly theme: ThemeChoice }) {
  const set = useAskInTurn('app.setTheme');
  return (
    <>
      <RadioGroup
        className="segments"
        orientation="horizontal"
        value={theme}
        onChange={(id) => void set.go({ theme: id as ThemeChoice })}
      >
        <Label className="only-spoken">Theme</Label>
        {themes.map((each) => (
          <Radio key={each.id} value={each.id} className="segment">
            {each.icon}
            {each.name}
          </Radio>
        ))}
      </RadioGroup>
      {set.error !== undefined && <ErrorNote error={set.error} />}
    </>
  );
}

function MaskingSetting() {
  const here = useEnv();
  const update = useAskInTurn('environments.update');
  return (
    <>
      <ul className="settings-masking">
        {here.environments.map((environment) => (
          <li key={environment.slug}>
            <EnvironmentTag kind={environment.kind} name={environment.name} colour={environment.colour} />
            <Checkbox
              isSelected={environment.showPlainValues}
              aria-label={`Show plain values of ${environment.name}`}
              onChange={(showPlainValues) =>
                void update.go({ env: siblingRef(here, environment.slug), showPlainValues })
              }
            >
              Show plain values
            </Checkbox>
          </li>
        ))}
      </ul>
      {update.error !== undefined && <ErrorNote error={update.error} />}
    </>
  );
}
