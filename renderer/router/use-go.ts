import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { isPartOpen, searchElsewhere } from './page-parts.ts';
import type { PageSlug } from './page-slug.ts';
import { pathOf, placeOf } from './paths.ts';

/** Search parameters of a page: short texts. A variable's value never goes into a path. */
export type PageSearch = Readonly<Record<string, string | undefined>>;

/** The ways to move. All keep the project; `environment` keeps page, filter, and what is selected, but ends a clone. */
export function useGo() {
  const router = useRouter();
  return useMemo(() => {
    const here = () => placeOf(router.state.location.pathname);
    const searchHere = () => router.state.location.search as PageSearch;
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
      /** From another page, or back from a part of this one. */
      wholePage: (page: PageSlug) => {
        const place = here();
        if (place === undefined || (place.page === page && !isPartOpen(page, searchHere()))) return;
        to(pathOf({ ...place, page }));
      },
      environment: (env: string) => {
        const place = here();
        if (place !== undefined && place.env !== env)
          to(pathOf({ ...place, env }), searchElsewhere(searchHere()));
      },
    };
  }, [router]);
}
