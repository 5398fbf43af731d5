import { EnvironmentKind } from '../../../core/environment.ts';
import { defaultProtection } from '../../../core/protection.ts';
import { EnvironmentTag, kindNames } from '../../ui/environment-tag.tsx';
import { protectionTexts } from './words.ts';

const checks: Readonly<Record<EnvironmentKind, string>> = {
  development: 'Notes only for what is dangerous in production',
  staging: 'Warns of production’s credentials used here',
  preview: 'Warns of production’s credentials used here',
  production: 'Refuses what is dangerous, warns of the rest',
};

/** What an environment of each kind begins with. */
export function KindDefaults() {
  return (
    <details className="env-defaults">
      <summary>Defaults of each kind</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Protection</th>
            <th scope="col">Plain values</th>
            <th scope="col">Safety</th>
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
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">
        Between any two environments, Compare expects credentials and keys of LLM providers to differ, and
        expects nothing of other keys. A rule set on a key in Compare overrides this.
      </p>
    </details>
  );
}
