import './pairs.css';
import { useQuery } from '@tanstack/react-query';
import Info from 'lucide-react/icons/info';
import type { ReactNode } from 'react';
import type { Environment } from '../../core/environment.ts';
import { scopeQueries } from '../api/scope-queries.ts';
import { useEnv } from '../router/use-env.ts';

/** Only saved states are compared and promoted: says which drafts stay out. */
export function DraftNotice({ environments }: { readonly environments: readonly Environment[] }): ReactNode {
  const { ref } = useEnv();
  const scope = useQuery(scopeQueries.list());
  const texts = environments.flatMap(({ slug, name }) => {
    const count =
      scope.data?.drafts.find(
        ({ env }) =>
          env.workspaceId === ref.workspaceId && env.projectId === ref.projectId && env.slug === slug,
      )?.count ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? 'draft' : 'drafts'} in ${name}`];
  });
  if (texts.length === 0) return null;
  const one = texts.length === 1 && texts[0]?.startsWith('1 ') === true;
  return (
    <p className="pair-drafts">
      <Info size={14} aria-hidden />
      {texts.join(' and ')} {one ? 'is' : 'are'} not included: save first to see {one ? 'it' : 'them'} here.
    </p>
  );
}
