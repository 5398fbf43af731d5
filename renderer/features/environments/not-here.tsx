import Info from 'lucide-react/icons/info';
import type { Capability, Workspace } from '../../../core/environment.ts';

const names: Readonly<Partial<Record<Capability, string>>> = {
  'environments.create': 'New environments',
  'environments.archive': 'Archiving',
  'environments.edit': 'Editing',
};

/** What this workspace cannot do with environments, and where it is done instead. */
export function NotHere({ workspace }: { readonly workspace: Workspace }) {
  const said = (workspace.notHere ?? []).flatMap(({ what, why }) => {
    const name = names[what];
    return name === undefined ? [] : [{ what, name, why }];
  });
  if (said.length === 0) return null;
  return (
    <ul className="env-not-here" aria-label="Not offered here">
      {said.map(({ what, name, why }) => (
        <li key={what} className="note">
          <Info size={16} aria-hidden />
          <div>
            <strong>{name}: not here.</strong> {why}
          </div>
        </li>
      ))}
    </ul>
  );
}
