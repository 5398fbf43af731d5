import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ReactNode } from 'react';
import type { EnvironmentProviders } from '../../../core/ipc/document-calls.ts';
import { useEnv } from '../../router/use-env.ts';
import { useGo } from '../../router/use-go.ts';
import { Button } from '../../ui/button.tsx';
import { Mono } from '../../ui/mono.tsx';

/** More than these are counted. */
const named = 3;

/** Variables whose name is near one that agents look up: as they are written, nothing reads them. */
export function NearMisses({ found }: { readonly found: EnvironmentProviders }): ReactNode {
  const { environment } = useEnv();
  const go = useGo();
  const { nearMisses } = found;
  if (nearMisses.length === 0) return null;
  return (
    <ul className="provider-misses" aria-label="Names that nothing reads">
      {nearMisses.slice(0, named).map(({ key, meant }) => (
        <li key={key}>
          <TriangleAlert size={14} aria-hidden />
          <span>
            <Mono text={key} limit={80} /> in {environment.name} is read by no agent: <Mono text={meant} />{' '}
            is.
          </span>
          <Button look="quiet" onPress={() => go.page('environment-variables', { q: key })}>
            Rename it on Variables
          </Button>
        </li>
      ))}
      {nearMisses.length > named && <li>and {nearMisses.length - named} more</li>}
    </ul>
  );
}
