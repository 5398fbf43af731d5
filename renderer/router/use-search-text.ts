import { useRouter, useRouterState } from '@tanstack/react-router';
import type { PageSearch } from './use-go.ts';

/** One search parameter of the page as state that outlives a switch of environment. Never for values. */
export function useSearchText(name: string): readonly [string, (text: string) => void] {
  const router = useRouter();
  const text = useRouterState({ select: (state) => (state.location.search as PageSearch)[name] ?? '' });
  const set = (next: string) => {
    const { pathname, searchStr } = router.state.location;
    const query = new URLSearchParams(searchStr);
    if (next === '') query.delete(name);
    else query.set(name, next);
    const rest = query.toString();
    router.history.replace(rest === '' ? pathname : `${pathname}?${rest}`);
  };
  return [text, set];
}
