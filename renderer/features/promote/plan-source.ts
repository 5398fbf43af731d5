import type { PromotionChoice } from '../../../core/changeset.ts';
import { rowOf } from '../../../core/resource.ts';
import type { VariableKind } from '../../../core/variable.ts';
import type { Choices } from '../../state/promotion.ts';

/** A value typed for the target. Lives in the page's own state until it went into a plan. */
export interface TypedValue {
  readonly value: string;
  readonly kind: VariableKind;
}

export interface SourceChoices {
  readonly choices: readonly PromotionChoice[];
  /** Slugs and names of what goes along beside variables. */
  readonly agents: readonly string[];
  readonly queues: readonly string[];
  /** Chosen to be set, but what was typed is gone: the page was left since. */
  readonly untyped: readonly string[];
}

/** The choices of a promotion as the plan wants them. */
export function sourceChoices(chosen: Choices, typed: ReadonlyMap<string, TypedValue>): SourceChoices {
  const choices: PromotionChoice[] = [];
  const untyped: string[] = [];
  const along = { agent: [] as string[], queue: [] as string[] };
  for (const [id, action] of chosen) {
    const { resource, key } = rowOf(id);
    const value = typed.get(key);
    if (resource === 'agent' || resource === 'queue') {
      along[resource].push(key);
      continue;
    }
    if (action !== 'set') choices.push({ action, key });
    else if (value === undefined) untyped.push(key);
    else choices.push({ action, key, value: value.value, kind: value.kind });
  }
  return { choices, agents: along.agent, queues: along.queue, untyped };
}
