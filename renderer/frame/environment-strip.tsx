import './environment-strip.css';
import Archive from 'lucide-react/icons/archive';
import type { Environment, EnvironmentKind } from '../../core/environment.ts';
import { kindIcons, kindNames } from '../ui/environment-tag.tsx';

const says: Readonly<Record<EnvironmentKind, string>> = {
  development: 'Safe to try things',
  staging: 'Where changes are proven before production',
  preview: 'Made for one change, thrown away after it',
  production: 'Live: every write asks for its name',
};

/** The environment's name in words on its own colour, under the top bar of every page. */
export function EnvironmentStrip({ environment }: { readonly environment: Environment }) {
  const Icon = kindIcons[environment.kind];
  const sameWord = environment.name.toLowerCase() === kindNames[environment.kind].toLowerCase();
  return (
    <div className="strip" role="note" aria-label={`Environment ${environment.name}`}>
      <Icon size={14} aria-hidden />
      <strong>{environment.name}</strong>
      <span className="mono strip-slug">{environment.slug}</span>
      {!sameWord && <span>{kindNames[environment.kind]}</span>}
      <span className="strip-says">{says[environment.kind]}</span>
      {environment.archived && (
        <span className="strip-archived">
          <Archive size={14} aria-hidden /> Archived
        </span>
      )}
    </div>
  );
}
