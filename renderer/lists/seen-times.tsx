import './list-notices.css';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Environment } from '../../core/environment.ts';
import { variableQueries } from '../api/variable-queries.ts';
import { siblingRef, useEnv } from '../router/use-env.ts';
import { momentText } from '../ui/time-text.ts';
import { useNow } from '../ui/use-now.ts';

/** "Production seen 05:42": how old each list is that is compared. Nothing where lists are not of a server. */
export function SeenTimes({ environments }: { readonly environments: readonly Environment[] }): ReactNode {
  const here = useEnv();
  const now = useNow();
  const lists = useQueries({
    queries: environments.map(({ slug }) => variableQueries.list(siblingRef(here, slug))),
  });
  const texts = environments.flatMap(({ name }, at) => {
    const state = lists[at]?.data?.state;
    if (state === undefined) return [];
    return [`${name} ${state.refreshing ? 'refreshing, ' : ''}seen ${momentText(state.readAt, now)}`];
  });
  if (texts.length === 0) return null;
  const text = texts.join(', ');
  return (
    <span className="list-seen" title={text}>
      {text}
    </span>
  );
}
