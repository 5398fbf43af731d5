import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { PageSlug } from './page-slug.ts';
import { pathOf, placeOf } from './paths.ts';

/** Search parameters of a page: short texts. A variable's value never goes into a path. */
export type PageSearch = Readonly<Record<string, string | undefined>>;

/** The ways to move. All keep the project; `environment` keeps page, filter, and what is selected. */
export function useGo() {
  const router = useRouter();
  return useMemo(() => {
    const here = () => placeOf(router.state.location.pathname);
    const to = (path: string, search: PageSearch = {}) => {
      const query = new URLSearchParams(
        Object.entries(search).filter((pair): pair is [string, string] => pair[1] !== undefined),
      ).toString();
      router.history.push(query === '' ? path : `${path}?${query}`);
    };
    return {
      path: to,
      /** Without a way back: `/` stands for where it leads. */
      replace: (path: string) => router.history.replace(path),
      page: (page: PageSlug, search?: PageSearch) => {
        const place = here();
        if (place !== undefined) to(pathOf({ ...place, page }), search);
      },
      environment: (env: string) => {
        const place = here();
        if (place !== undefined && place.env !== env)
          to(pathOf({ ...place, env }), router.state.location.search as PageSearch);
      },
    };
  }, [router]);
}
