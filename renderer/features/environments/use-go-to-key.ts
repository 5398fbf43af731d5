import type { Finding } from '../../../core/safety-rule.ts';
import { pathOf } from '../../router/paths.ts';
import { placeHere, useEnv } from '../../router/use-env.ts';
import { useGo } from '../../router/use-go.ts';
import { useFocusMemory, variablesOf } from '../../state/focus-memory.ts';

/** Go to the list of variables of an environment with the key of a finding selected; one that is unset is filtered for. */
export function useGoToKey() {
  const here = useEnv();
  const go = useGo();
  const placeLeft = useFocusMemory((memory) => memory.placeLeft);
  return (slug: string, { key, rule }: Finding) => {
    placeLeft(variablesOf(here.ref), { key });
    const path = pathOf({ ...placeHere(here), env: slug, page: 'environment-variables' });
    go.path(path, rule === 'missing-setting' || rule === 'missing-required' ? { q: key } : {});
  };
}
