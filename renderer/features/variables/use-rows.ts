import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DraftMeta } from '../../../core/draft.ts';
import type { Environment } from '../../../core/environment.ts';
import type { AppError } from '../../../core/errors.ts';
import type { Output } from '../../../core/ipc/contract.ts';
import { partnerOf } from '../../../core/pairs.ts';
import { type Rule, ruleSetOf } from '../../../core/rules.ts';
import type { VariableMeta } from '../../../core/variable.ts';
import { asAppError, ask } from '../../api/bridge.ts';
import { draftQueries } from '../../api/draft-queries.ts';
import { settingsWritten } from '../../api/invalidation.ts';
import { queryClient } from '../../api/query-client.ts';
import { ruleQueries } from '../../api/rule-queries.ts';
import { settingsQueries } from '../../api/settings-queries.ts';
import { variableQueries } from '../../api/variable-queries.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { tellFailure } from '../../values/use-reveal.ts';
import { buildRows, type VariableRow } from './row.ts';

export interface Rows {
  /** Undefined while the list is on its way. */
  readonly rows: readonly VariableRow[] | undefined;
  readonly error: AppError | undefined;
  readonly retry: () => void;
  readonly baseline: Environment | undefined;
  readonly baselineFailed: boolean;
  /** Changes whenever a value may have changed. */
  readonly stamp: string;
}

/** Everything the grid is made of, joined. Nothing is shown until list and drafts are complete. */
export function useRows(baseline: Environment | undefined): Rows {
  const here = useEnv();
  const list = useQuery(variableQueries.list(here.ref));
  const drafts = useQuery(draftQueries.list(here.ref));
  const rules = useQuery(ruleQueries.list(here.ref));
  const other = useQuery({
    ...variableQueries.list(siblingRef(here, baseline?.slug ?? here.ref.slug)),
    enabled: baseline !== undefined,
  });
  const against = baseline === undefined ? undefined : other.data?.rows;
  const waits = baseline !== undefined && other.isPending;
  const rows = useMemo(() => {
    if (list.data === undefined || drafts.data === undefined || waits) return undefined;
    return rowsOf(list.data, drafts.data.drafts, against, rules.data?.rules ?? noRules);
  }, [list.data, drafts.data, rules.data, against, waits]);
  const failed = list.error ?? drafts.error;
  return {
    rows,
    error: failed === null ? undefined : asAppError(failed),
    retry: () => {
      void list.refetch();
      void drafts.refetch();
    },
    baseline,
    baselineFailed: baseline !== undefined && other.isError,
    stamp: `${list.dataUpdatedAt} ${drafts.dataUpdatedAt} ${here.environment.showPlainValues}`,
  };
}

const noRules: readonly Rule[] = [];
const kept = new WeakMap<
  object,
  { readonly of: readonly unknown[]; readonly rows: readonly VariableRow[] }
>();

/** The rows of each list, kept as long as the list: coming back to an environment builds nothing. */
function rowsOf(
  { rows: saved, state }: Output<'variables.list'>,
  drafts: readonly DraftMeta[],
  baseline: readonly VariableMeta[] | undefined,
  rules: readonly Rule[],
): readonly VariableRow[] {
  const of = [drafts, baseline, rules];
  const before = kept.get(saved);
  if (before?.of.every((part, index) => part === of[index]) === true) return before.rows;
  const { news } = state ?? {};
  const keys = news === undefined ? undefined : new Set([...news.added, ...news.changed]);
  const rows = buildRows({ saved, drafts, baseline, rules: ruleSetOf(rules), news: keys });
  kept.set(saved, { of, rows });
  return rows;
}

/** The environment that the state column compares with: the person's choice for the project, or the usual one. */
export function useBaseline(): readonly [Environment | undefined, (slug: string) => void] {
  const { ref, environments } = useEnv();
  const settings = useQuery(settingsQueries.get()).data;
  const project = `${ref.workspaceId}/${ref.projectId}`;
  const chosen = settings?.baselines.find((each) => each.project === project)?.slug;
  const wanted = chosen === ref.slug ? undefined : chosen;
  const others = environments.filter((each) => each.slug !== ref.slug);
  const slug = others.some((each) => each.slug === wanted) ? wanted : partnerOf(environments, ref.slug);
  const choose = (next: string) => {
    // As it is when chosen: this function may be an older render's.
    const now = queryClient.getQueryData(settingsQueries.get().queryKey);
    const rest = now?.baselines.filter((each) => each.project !== project) ?? [];
    ask('settings.put', { baselines: [...rest, { project, slug: next }] }).then(settingsWritten, tellFailure);
  };
  return [others.find((each) => each.slug === slug), choose];
}
