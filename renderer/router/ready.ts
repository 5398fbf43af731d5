import { useRouterState } from '@tanstack/react-router';
import { useEffect, useLayoutEffect } from 'react';

/** Nothing of the new place is painted yet. */
export function notReady(): void {
  document.documentElement.dataset['ready'] = 'false';
}

/** Tell from outside, as long as it stands, that the path names nothing: `data-missing` says what is not there. */
export function useMissing(text: string): void {
  useLayoutEffect(() => {
    document.documentElement.dataset['missing'] = text;
    return () => {
      delete document.documentElement.dataset['missing'];
    };
  }, [text]);
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
