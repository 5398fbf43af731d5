import type { CloneCheck } from '../../core/ipc/document-calls.ts';

type Route = CloneCheck['routes'][number];

const found: Readonly<Record<Exclude<Route['by'], 'none'>, string>> = {
  variable: 'the same variable',
  label: 'the key of the same label',
  default: 'the default key there',
  'not-pinned': 'not pinned',
};

/** How the pinned key of a route is found in the target, in words that agree with what the route then runs on. */
export function pinWords({ by, to, runsOn }: Pick<Route, 'by' | 'to' | 'runsOn'>): string {
  if (by === 'none')
    return runsOn === undefined
      ? 'no provider key to pin it to'
      : 'no provider key to pin it to: runs on the variable itself';
  const skipped = to !== undefined && runsOn !== undefined && runsOn !== to.envVarName;
  return skipped ? `${found[by]}, which has no value` : found[by];
}
