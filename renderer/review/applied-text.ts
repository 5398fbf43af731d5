import type { ApplyResult, PlanView } from '../../core/changeset.ts';
import { type Resource, resourceNames, resourceOf } from '../../core/resource.ts';
import { plural } from './plan-lines.ts';

/**
 * What was applied, as its message says it. Two messages are told apart by it: of one change by its name, of more by
 * what they are where they are no variables.
 */
export function appliedText(
  { source, environmentName }: Pick<PlanView, 'source' | 'environmentName'>,
  { done, rows }: Pick<ApplyResult, 'done' | 'rows'>,
): string {
  const what = source === 'undo' ? 'undone in' : 'applied to';
  const about = rows.length === done ? aboutText(rows) : '';
  return `${plural(done, 'change')} ${what} ${environmentName}${about}.`;
}

function aboutText(rows: ApplyResult['rows']): string {
  const counts = new Map<Resource, number>();
  for (const row of rows) counts.set(resourceOf(row), (counts.get(resourceOf(row)) ?? 0) + 1);
  const [one, second] = rows;
  if (one !== undefined && second === undefined) {
    const resource = resourceOf(one);
    return `: ${resource === 'variable' ? '' : `${resourceNames[resource].one} `}${one.key}`;
  }
  const [only] = counts.keys();
  if (counts.size === 1 && only !== undefined)
    return only === 'variable' ? '' : `: ${resourceNames[only].many}`;
  const parts = [...counts].map(
    ([resource, count]) =>
      `${count.toLocaleString('en')} ${resourceNames[resource][count === 1 ? 'one' : 'many']}`,
  );
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}
