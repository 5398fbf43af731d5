import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type CompareRow, compare, compareMany, type MatrixRow } from '../../core/compare.ts';
import type { Environment } from '../../core/environment.ts';
import type { AppError } from '../../core/errors.ts';
import type { Pair } from '../../core/pairs.ts';
import { type RuleSet, ruleSetOf } from '../../core/rules.ts';
import type { VariableMeta } from '../../core/variable.ts';
import { asAppError } from '../api/bridge.ts';
import { ruleQueries } from '../api/rule-queries.ts';
import { variableQueries } from '../api/variable-queries.ts';
import { siblingRef, useEnv } from '../router/use-env.ts';

/** A list that could not be loaded completely: it is named and never compared. */
export interface FailedSide {
  readonly name: string;
  readonly error: AppError;
}

export type Loaded<Rows> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly sides: readonly FailedSide[]; readonly retry: () => void }
  | {
      readonly state: 'ready';
      readonly rows: Rows;
      readonly rules: RuleSet;
      readonly required: ReadonlySet<string>;
    };

/** Two environments of the project, compared; only when both arrived completely. */
export function usePairRows(pair: Pair): Loaded<readonly CompareRow[]> {
  const { environments } = useEnv();
  const wanted = useMemo(
    () => [pair.left, pair.right].flatMap((slug) => environments.filter((one) => one.slug === slug)),
    [environments, pair.left, pair.right],
  );
  return useSides(wanted, comparePair);
}

/** All live environments of the project in one table. */
export function useMatrixRows(): Loaded<readonly MatrixRow[]> {
  return useSides(useEnv().environments, compareMany);
}

type Lists = readonly (readonly VariableMeta[])[];

type Compute<Rows> = (lists: Lists, rules: RuleSet, expects: readonly boolean[]) => Rows;

const comparePair: Compute<readonly CompareRow[]> = ([left = [], right = []], rules, expects) =>
  compare(left, right, rules, expects);

function useSides<Rows>(environments: readonly Environment[], compute: Compute<Rows>): Loaded<Rows> {
  const here = useEnv();
  const lists = useQueries({
    queries: environments.map((one) => variableQueries.list(siblingRef(here, one.slug))),
  });
  const ruleList = useQuery(ruleQueries.list(here.ref));
  const ruleData = ruleList.data;
  const rules = useMemo(() => (ruleData === undefined ? undefined : ruleSetOf(ruleData.rules)), [ruleData]);
  const required = useMemo(() => new Set(ruleData?.required.map(({ key }) => key)), [ruleData]);
  // As text: a visit to another page makes other objects of the same environments, and nothing is to be compared again.
  const kinds = environments.map(({ kind }) => kind).join(' ');
  const expects = useMemo(
    () => kinds.split(' ').map((kind) => ruleData?.expects.some((each) => each === kind) === true),
    [kinds, ruleData],
  );
  const data = lists.map((list) => (list.isError ? undefined : list.data?.rows));
  // The arrays inside are stable between answers; the array around them is not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each list counts, not the array that holds them
  const rows = useMemo(() => {
    const complete = data.filter((list) => list !== undefined);
    return rules === undefined || complete.length < data.length
      ? undefined
      : compute(complete, rules, expects);
  }, [rules, expects, compute, data.length, ...data]);

  const failed = environments.flatMap((one, at) => {
    const error = lists[at]?.error;
    return error === null || error === undefined ? [] : [{ name: one.name, error: asAppError(error) }];
  });
  if (ruleList.error !== null) failed.push({ name: 'The rules', error: asAppError(ruleList.error) });
  if (failed.length > 0) {
    const retry = () => {
      for (const list of [...lists, ruleList]) if (list.isError) void list.refetch();
    };
    return { state: 'failed', sides: failed, retry };
  }
  return rows === undefined || rules === undefined
    ? { state: 'loading' }
    : { state: 'ready', rows, rules, required };
}
