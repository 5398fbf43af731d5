import './compare.css';
import GitCompareArrows from 'lucide-react/icons/git-compare-arrows';
import type { ReactNode } from 'react';
import { ListNotices } from '../../lists/list-notices.tsx';
import { useReady } from '../../router/ready.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { useGo } from '../../router/use-go.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { MatrixView } from './matrix-view.tsx';
import { PairView } from './pair-view.tsx';
import { useCompareSearch } from './use-compare-search.ts';

/** Two environments key by key, or all of them in one table. */
export function ComparePage(): ReactNode {
  const search = useCompareSearch();
  const { pair } = search;
  if (pair === undefined) return <OneEnvironment />;
  return (
    <section className="compare" aria-label="Compare">
      <ComparedNotices slugs={search.matrix ? undefined : [pair.left, pair.right]} />
      {search.matrix ? (
        <MatrixView search={search} />
      ) : (
        <PairView key={`${pair.left} ${pair.right}`} search={search} pair={pair} />
      )}
    </section>
  );
}

/** What has to be known of each list that is compared: all of them in the matrix. */
function ComparedNotices({ slugs }: { readonly slugs: readonly string[] | undefined }): ReactNode {
  const here = useEnv();
  return here.environments
    .filter(({ slug }) => slugs?.includes(slug) !== false)
    .map(({ slug, name }) => <ListNotices key={slug} env={siblingRef(here, slug)} name={name} />);
}

function OneEnvironment(): ReactNode {
  const { environment } = useEnv();
  const go = useGo();
  useReady(true);
  return (
    <EmptyState
      level={1}
      icon={<GitCompareArrows size={20} aria-hidden />}
      title="Nothing to compare with"
      actions={
        <Button look="primary" chord="Alt+8" onPress={() => go.page('environments')}>
          Make another environment
        </Button>
      }
    >
      {environment.name} is the only environment of this project.
    </EmptyState>
  );
}
