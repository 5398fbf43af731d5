import { useMemo } from 'react';
import { useEnv } from '../router/use-env.ts';
import { useGo } from '../router/use-go.ts';
import { EnvironmentTag } from '../ui/environment-tag.tsx';
import { PickerOverlay } from './palette.tsx';
import { searchOf } from './palette-search.ts';

/** Choose the other side, production first: Ctrl+D, Enter compares with production. */
export function CompareWith({ onClose }: { readonly onClose: () => void }) {
  const here = useEnv();
  const go = useGo();
  const find = useMemo(() => {
    const others = here.environments
      .filter((each) => each.slug !== here.ref.slug)
      .sort((a, b) => Number(b.kind === 'production') - Number(a.kind === 'production'));
    const items = others.map((each) => ({
      id: each.slug,
      title: each.name,
      shown: <EnvironmentTag kind={each.kind} name={each.name} colour={each.colour} />,
      run: () => go.page('compare', { with: each.slug }),
    }));
    return searchOf(items, { keys: [], item: (key) => ({ id: key, title: key, run: () => undefined }) });
  }, [here, go]);
  return (
    <PickerOverlay
      label={`Compare ${here.environment.name} with`}
      placeholder={`Compare ${here.environment.name} with…`}
      find={find}
      onClose={onClose}
    />
  );
}
