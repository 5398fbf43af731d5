import { useQueries } from '@tanstack/react-query';
import { draftQueries } from '../../api/draft-queries.ts';
import { nameSome } from '../../api/error-text.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';

/** What the person's drafts of some keys are in each environment of the project, in words; undefined where there are none. */
export function useDraftsAt(keys: readonly string[]): (slug: string) => string | undefined {
  const here = useEnv();
  const lists = useQueries({
    queries: here.environments.map((each) => draftQueries.list(siblingRef(here, each.slug))),
  });
  return (slug) => {
    const at = here.environments.findIndex((each) => each.slug === slug);
    const drafted = new Set(lists[at]?.data?.drafts.map((draft) => draft.key));
    const found = keys.filter((key) => drafted.has(key));
    if (found.length === 0) return undefined;
    if (keys.length === 1) return 'replaces your draft';
    return `replaces your ${found.length === 1 ? 'draft' : 'drafts'} of ${nameSome(found)}`;
  };
}
