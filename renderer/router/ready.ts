import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Nothing of the new place is painted yet. */
export function notReady(): void {
  document.documentElement.dataset['ready'] = 'false';
}

/**
 * Tell from outside that the page has painted its data: `data-ready="true"` on the root element.
 *
 * @param ready  whether what the person came for is in the DOM, or the reason why it cannot be
 */
export function useReady(ready: boolean): void {
  const place = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place has to say it again
  useEffect(() => {
    if (!ready) return notReady();
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        document.documentElement.dataset['ready'] = 'true';
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [ready, place]);
}
