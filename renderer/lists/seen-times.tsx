import './list-notices.css';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Environment } from '../../core/environment.ts';
import { variableQueries } from '../api/variable-queries.ts';
import { siblingRef, useEnv } from '../router/use-env.ts';
import { useNow } from '../ui/use-now.ts';
import { ago, exactly } from '../ui/when.ts';

/** "Production seen 3 min ago": how old each list is that is compared. Nothing where lists are not of a server. */
export function SeenTimes({ environments }: { readonly environments: readonly Environment[] }): ReactNode {
  const here = useEnv();
  const now = useNow();
  const lists = useQueries({
    queries: environments.map(({ slug }) => variableQueries.list(siblingRef(here, slug))),
  });
  const texts = environments.flatMap(({ name }, at) => {
    const state = lists[at]?.data?.state;
    if (state === undefined) return [];
    const { readAt, refreshing } = state;
    const said = (moment: string) => `${name} ${refreshing ? 'refreshing, ' : ''}seen ${moment}`;
    return [{ text: said(ago(readAt, now)), exact: said(exactly(readAt)) }];
  });
  if (texts.length === 0) return null;
  return (
    <span className="list-seen" title={texts.map(({ exact }) => exact).join('\n')}>
      {texts.map(({ text }) => text).join(', ')}
    </span>
  );
}
