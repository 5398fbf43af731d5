import { useEffect } from 'react';
import { listen } from '../api/bridge.ts';
import { isInAppPath } from './paths.ts';
import { useGo } from './use-go.ts';

/** Follow links and second starts to the path they ask for; files named at the start are looked at first. */
export function OpenedPaths({ pendingImport }: { readonly pendingImport: boolean }) {
  const go = useGo();
  useEffect(
    () =>
      listen('path.opened', ({ path }) => {
        if (isInAppPath(path.replace(/[?#].*$/s, ''))) go.path(path);
      }),
    [go],
  );
  useEffect(() => {
    if (pendingImport) go.path('/import');
  }, [pendingImport, go]);
  return null;
}
