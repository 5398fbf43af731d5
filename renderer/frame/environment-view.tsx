import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Suspense, useEffect, useMemo } from 'react';
import { asAppError } from '../api/bridge.ts';
import { scopeQueries } from '../api/scope-queries.ts';
import { findPage } from '../router/pages.ts';
import { pathOf } from '../router/paths.ts';
import { type Resolved, resolve } from '../router/resolve.ts';
import { HereContext, placeHere } from '../router/use-env.ts';
import { useGo } from '../router/use-go.ts';
import { toast } from '../state/toasts.ts';
import { Loading } from '../ui/states.tsx';
import { ErrorAlone, LoadingAlone } from './alone.tsx';
import { Frame } from './frame.tsx';
import { NotFound } from './not-found.tsx';
import { useCame } from './use-came.ts';

/** The frame with a page in it, for the environment that the path names. */
export function EnvironmentView() {
  const place = useParams({ from: '/w/$workspace/orgs/$org/projects/$project/env/$env/$page' });
  const scope = useQuery(scopeQueries.list());
  const { workspace, org, project, env, page } = place;
  // Not the whole answer: counts of drafts change with every edit, and the page must not repaint for them.
  const workspaces = scope.data?.workspaces;
  const resolved = useMemo(
    () => workspaces && resolve(workspaces, { workspace, org, project, env, page }),
    [workspaces, workspace, org, project, env, page],
  );
  useFormerSlug(resolved);
  useCame(resolved?.found === true ? resolved.here : undefined);
  if (scope.error !== null)
    return <ErrorAlone error={asAppError(scope.error)} onRetry={() => void scope.refetch()} />;
  if (resolved === undefined) return <LoadingAlone label="Loading the project" />;
  if (!resolved.found) return <NotFound what={resolved.what} name={resolved.name} />;
  const found = findPage(page);
  if (found === undefined) return <NotFound what="page" name={page} />;
  const View = found.view;
  return (
    <HereContext value={resolved.here}>
      <Frame>
        <Suspense
          fallback={
            <>
              <h1 className="only-spoken">One moment</h1>
              <Loading label={`Loading ${found.title}`} rows={16} />
            </>
          }
        >
          <View />
        </Suspense>
      </Frame>
    </HereContext>
  );
}

/** A link to a former slug leads on to the present one, and says so. */
function useFormerSlug(resolved: Resolved | undefined): void {
  const go = useGo();
  const formerly = resolved?.found === true ? resolved.formerly : undefined;
  const path = resolved?.found === true ? pathOf(placeHere(resolved.here)) : undefined;
  const slug = resolved?.found === true ? resolved.here.ref.slug : undefined;
  useEffect(() => {
    if (formerly === undefined || path === undefined) return;
    go.replace(`${path}${window.location.search}`);
    toast('info', `${formerly} is now called ${slug}. The old link still leads here.`);
  }, [formerly, path, slug, go]);
}
