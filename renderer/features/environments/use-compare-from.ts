import type { EnvironmentHealth } from '../../../core/safety.ts';
import { pathOf } from '../../router/paths.ts';
import { placeHere, useEnv } from '../../router/use-env.ts';
import { useGo } from '../../router/use-go.ts';

/** The way to Compare of an environment, with the first other one that holds anything; `undefined` without such a one. */
export function useCompareFrom() {
  const here = useEnv();
  const go = useGo();
  return (slug: string, all: readonly EnvironmentHealth[]) => {
    const other = all.find((each) => each.slug !== slug && each.state === 'checked' && !each.empty);
    if (other === undefined) return undefined;
    const path = pathOf({ ...placeHere(here), env: slug, page: 'compare' });
    return () => go.path(path, { with: other.slug });
  };
}
