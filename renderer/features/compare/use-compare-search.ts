import { useRouterState } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { type Pair, pairWith } from '../../../core/pairs.ts';
import { useEnv } from '../../router/use-env.ts';
import { type PageSearch, useGo } from '../../router/use-go.ts';
import { type Show, showOf } from './filters.ts';
import { afterSwitch, sidesOf } from './sides.ts';

export interface CompareSearch {
  /** Undefined in a project with fewer than two live environments. */
  readonly pair: Pair | undefined;
  readonly matrix: boolean;
  readonly show: Show;
  readonly pairPicked: (pair: Pair) => void;
  readonly showPicked: (show: Show) => void;
  readonly matrixToggled: () => void;
}

/** What is compared and how, as the address says it: sides, filter, matrix. */
export function useCompareSearch(): CompareSearch {
  const { ref, environments } = useEnv();
  const go = useGo();
  const search = useRouterState({ select: (state) => state.location.search as PageSearch });
  const { left = '', right = '', with: partner } = search;
  const pair = useMemo(() => {
    const asked = partner === undefined ? undefined : pairWith(environments, ref.slug, partner);
    return asked ?? sidesOf(environments, left, right);
  }, [environments, ref.slug, left, right, partner]);

  const put = (change: PageSearch) => go.page('compare', { ...search, with: undefined, ...pair, ...change });
  const before = useRef({ slug: ref.slug, pair });
  useEffect(() => {
    const was = before.current;
    before.current = { slug: ref.slug, pair };
    // The sides of before: a partner in the address would name another pair from here.
    if (was.slug === ref.slug || was.pair === undefined || pair === undefined) return;
    const next = afterSwitch(was.pair, ref.slug);
    before.current = { slug: ref.slug, pair: next };
    if (next.left !== pair.left || next.right !== pair.right)
      go.page('compare', { ...search, with: undefined, ...next });
  });

  return {
    pair,
    matrix: search['view'] === 'matrix',
    show: showOf(search['show'] ?? ''),
    pairPicked: (next) => put({ ...next }),
    showPicked: (show) => put({ show: show === 'differing' ? undefined : show }),
    matrixToggled: () => put({ view: search['view'] === 'matrix' ? undefined : 'matrix' }),
  };
}
