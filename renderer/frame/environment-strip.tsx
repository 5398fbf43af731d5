import './environment-strip.css';
import Archive from 'lucide-react/icons/archive';
import type { Environment, EnvironmentKind } from '../../core/environment.ts';
import { protectionOf } from '../../core/protection.ts';
import { kindIcons, kindNames } from '../ui/environment-tag.tsx';

const says: Readonly<Record<EnvironmentKind, string>> = {
  development: 'Safe to try things',
  staging: 'Where changes are proven before production',
  preview: 'Made for one change, thrown away after it',
  production: 'Live: every write asks for its slug',
};

/** What guards it, where that is more or other than its kind says. */
function guard(environment: Environment): string {
  const protection = protectionOf(environment);
  if (protection === 'read-only') return 'Read-only: nothing is written here';
  if (environment.kind !== 'production' && protection === 'type-slug') return 'Every write asks for its slug';
  if (protection === 'warn') return 'Protected: every review says so';
  return says[environment.kind];
}

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
      <span className="strip-says">{guard(environment)}</span>
      {environment.archived && (
        <span className="strip-archived">
          <Archive size={14} aria-hidden /> Archived
        </span>
      )}
    </div>
  );
}
