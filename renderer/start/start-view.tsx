import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { asAppError } from '../api/bridge.ts';
import { scopeQueries } from '../api/scope-queries.ts';
import { settingsQueries } from '../api/settings-queries.ts';
import { ErrorAlone, LoadingAlone } from '../frame/alone.tsx';
import { isInAppPath, pathOf, placeOf } from '../router/paths.ts';
import { projectPlaces } from '../router/places.ts';
import { resolve } from '../router/resolve.ts';
import { useGo } from '../router/use-go.ts';

import { FirstRun } from './first-run.tsx';

/** `/`: where the person was last, else the first environment there is, else the first run. */
export function StartView() {
  const go = useGo();
  const scope = useQuery(scopeQueries.list());
  const settings = useQuery(settingsQueries.get());
  const first = projectPlaces(scope.data?.workspaces ?? [], 'environment-variables')[0];
  const last = settings.data?.lastPath ?? '/';
  const known = scope.data !== undefined && (settings.data !== undefined || settings.error !== null);
  const target =
    !known || first === undefined ? undefined : targetOf(last, pathOf(first.place), scope.data.workspaces);
  useEffect(() => {
    if (target !== undefined) go.replace(target);
  }, [target, go]);
  if (scope.error !== null)
    return <ErrorAlone error={asAppError(scope.error)} onRetry={() => void scope.refetch()} />;
  if (!known || target !== undefined) return <LoadingAlone label="Loading your projects" />;
  return <FirstRun workspace={scope.data.workspaces[0]?.id ?? 'local'} />;
}

/** The last path counts only while what it names still exists. */
function targetOf(last: string, first: string, workspaces: Parameters<typeof resolve>[0]): string {
  const place = isInAppPath(last) ? placeOf(last) : undefined;
  return place !== undefined && resolve(workspaces, place).found ? last : first;
}
