import { useEffect } from 'react';
import { listen } from '../api/bridge.ts';
import { toast } from '../state/toasts.ts';
import { topDialog } from '../ui/returned-focus.ts';
import { isInAppPath } from './paths.ts';
import { useGo } from './use-go.ts';

/**
 * Follow links and second starts to the path they ask for; files named at the start are looked at first. Over a dialog
 * the link is offered: what is typed there would go with the page.
 */
export function OpenedPaths({ pendingImport }: { readonly pendingImport: boolean }) {
  const go = useGo();
  useEffect(
    () =>
      listen('path.opened', ({ path }) => {
        if (!isInAppPath(path.replace(/[?#].*$/s, ''))) return;
        if (topDialog() === undefined) go.path(path);
        else
          toast('info', 'A link was opened. It leads away from this dialog.', {
            label: 'Follow it',
            run: () => go.path(path),
          });
      }),
    [go],
  );
  useEffect(() => {
    if (pendingImport) go.path('/import');
  }, [pendingImport, go]);
  return null;
}
