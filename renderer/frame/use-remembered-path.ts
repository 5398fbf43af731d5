import { useEffect } from 'react';
import { ask } from '../api/bridge.ts';
import { settingsWritten } from '../api/invalidation.ts';
import { pathOf } from '../router/paths.ts';
import { placeHere, useEnv } from '../router/use-env.ts';

const settlesAfterMs = 300;

/** The next start opens where this one ended. A place that was only passed through is not written down. */
export function useRememberedPath(): void {
  const lastPath = pathOf(placeHere(useEnv()));
  useEffect(() => {
    const timer = setTimeout(() => {
      // A path that could not be kept is worth no message: the next start begins at the first environment.
      ask('settings.put', { lastPath }).then(settingsWritten, () => undefined);
    }, settlesAfterMs);
    return () => clearTimeout(timer);
  }, [lastPath]);
}
