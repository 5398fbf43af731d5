import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { EnvironmentKind, type ProjectRef } from '../../../core/environment.ts';
import type { KindRule } from '../../../core/kind-rule.ts';
import { defaultProtection } from '../../../core/protection.ts';
import { asAppError } from '../../api/bridge.ts';
import { rulesWritten } from '../../api/invalidation.ts';
import { ruleQueries } from '../../api/rule-queries.ts';
import { useAskInTurn } from '../../api/use-ask.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { EnvironmentTag, kindNames } from '../../ui/environment-tag.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { protectionTexts } from './words.ts';

const checks: Readonly<Record<EnvironmentKind, string>> = {
  development: 'Notes only for what is dangerous in production',
  staging: 'Warns of production’s credentials used here',
  preview: 'Warns of production’s credentials used here',
  production: 'Refuses what is dangerous, warns of the rest',
};

const kindRules: readonly { readonly id: KindRule; readonly text: string }[] = [
  { id: 'look', text: 'To be looked at' },
  { id: 'expected', text: 'Expected' },
];

/** What an environment of each kind begins with, and what Compare takes its differences for. */
export function KindDefaults({ project }: { readonly project: ProjectRef }) {
  const rules = useQuery(ruleQueries.list(project));
  const put = useAskInTurn('rules.putKind');
  const choose = async (kind: EnvironmentKind, rule: KindRule) => {
    if ((await put.go({ project, kind, rule })) !== undefined) rulesWritten();
  };
  const details = useRef<HTMLDetailsElement>(null);
  const open: Command = {
    id: 'environments.defaults',
    title: 'Defaults of each kind',
    group: 'Environment',
    keys: ['d'],
    run: () => {
      if (details.current === null) return;
      details.current.open = true;
      details.current.querySelector('button')?.focus();
    },
  };
  useCommands([open]);
  const failed = put.error ?? (rules.error === null ? undefined : asAppError(rules.error));
  return (
    <details className="env-defaults" ref={details}>
      <summary>
        Defaults of each kind <Kbd chord="d" />
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Protection</th>
            <th scope="col">Plain values</th>
            <th scope="col">Safety</th>
            <th scope="col">Differences from others</th>
          </tr>
        </thead>
        <tbody>
          {EnvironmentKind.options.map((kind) => (
            <tr key={kind}>
              <th scope="row">
                <EnvironmentTag kind={kind} name={kindNames[kind]} />
              </th>
              <td>{protectionTexts[defaultProtection(kind)]}</td>
              <td>{kind === 'production' ? 'Masked' : 'Shown'}</td>
              <td>{checks[kind]}</td>
              <td>
                <Select
                  label={`Differences of ${kindNames[kind]}`}
                  hideLabel
                  options={kindRules}
                  value={rules.data?.expects.includes(kind) === true ? 'expected' : 'look'}
                  onChange={(rule) => void choose(kind, rule)}
                  isDisabled={rules.error !== null}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">
        Compare shows expected differences apart and does not count them among the differences: between an
        environment of that kind and any other, for all keys without a rule of their own. Keys that are
        missing, and credentials and keys of LLM providers that are the same in both, are told as ever. A rule
        set on a key in Compare overrides this.
      </p>
      {failed !== undefined && <ErrorNote error={failed} />}
    </details>
  );
}
