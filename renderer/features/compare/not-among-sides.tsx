import MapPin from 'lucide-react/icons/map-pin';
import type { ReactNode } from 'react';
import type { Pair } from '../../../core/pairs.ts';
import { useEnv } from '../../router/use-env.ts';
import { useOverlays } from '../../state/overlays.ts';
import { Button } from '../../ui/button.tsx';

/** The pair that people ask about most stands here from everywhere; that it leaves out where one is has to be seen. */
export function NotAmongSides({ pair }: { readonly pair: Pair }): ReactNode {
  const { ref, environment } = useEnv();
  const opened = useOverlays((state) => state.opened);
  if (ref.slug === pair.left || ref.slug === pair.right) return null;
  return (
    <div className="compare-elsewhere" role="note">
      <MapPin size={14} aria-hidden />
      <span>
        You are in <strong>{environment.name}</strong>, which is neither of these two.
      </span>
      <Button chord="Mod+D" onPress={() => opened('compare-with')}>
        Compare {environment.name} with…
      </Button>
    </div>
  );
}
