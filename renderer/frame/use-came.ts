import { useEffect, useRef } from 'react';
import { type Here, projectKey } from '../router/use-env.ts';
import { toast } from '../state/toasts.ts';
import { cameText } from './came-text.ts';

/** Tell when an environment comes into the project that is shown: it has a key, and others may have another one. */
export function useCame(here: Here | undefined): void {
  const seen = useRef<Here>(undefined);
  useEffect(() => {
    if (here === undefined) return;
    const before = seen.current;
    seen.current = here;
    if (before === undefined || projectKey(before.ref) !== projectKey(here.ref)) return;
    const text = cameText(before.environments, here.environments);
    if (text !== undefined) toast('info', text);
  }, [here]);
}
