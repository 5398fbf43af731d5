import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { variableQueries } from '../api/variable-queries.ts';
import { pages } from '../router/pages.ts';
import { siblingRef, useEnv } from '../router/use-env.ts';

/** After this, in ms, a busy window loads them all the same: some never report that they are idle. */
const waitsAtMost = 1_000;

/** Ask for the list in hand at once; when nothing else is to be done, for pages and lists next door: a switch only paints. */
export function useNeighbours(): void {
  const client = useQueryClient();
  const here = useEnv();
  useEffect(() => {
    void client.prefetchQuery(variableQueries.list(here.ref));
    const waiting = [
      ...pages.map((page) => () => page.load()),
      ...here.environments
        .slice(0, 9)
        .map((each) => () => client.prefetchQuery(variableQueries.list(siblingRef(here, each.slug)))),
    ];
    let stopped = false;
    let handle = 0;
    const next = () => {
      handle = requestIdleCallback(
        async () => {
          const load = stopped ? undefined : waiting.shift();
          if (load === undefined) return;
          await load().catch(() => undefined);
          next();
        },
        { timeout: waitsAtMost },
      );
    };
    next();
    return () => {
      stopped = true;
      cancelIdleCallback(handle);
    };
  }, [client, here]);
}
