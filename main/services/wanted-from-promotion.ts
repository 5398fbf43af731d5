import { carry } from '../../core/carry.ts';
import type { ChangeSource, PromotionChoice } from '../../core/changeset.ts';
import type { Left, WantedChange } from '../../core/changeset-plan.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { Side } from '../../core/side.ts';
import { refuseIssues, valueIssues } from './check-values.ts';
import type { Context } from './context.ts';
import { readSides } from './gather-facts.ts';
import type { Wanted } from './make-plan.ts';
import { cloneAgents, twoEnvironments, wantedAgents } from './wanted-from-clone.ts';
import { counted } from './wanted-from-drafts.ts';
import { wantedQueues } from './wanted-from-queues.ts';

type Promotion = Extract<ChangeSource, { type: 'promotion' }>;
type Decided = { readonly change: WantedChange } | { readonly left: Left };

/**
 * What a promotion writes: saved values of the source as chosen row by row; its drafts are not part of it.
 *
 * Agents and queues that were chosen come along: one plan, one result, one undo. Hidden values, and what the source does
 * not have, are left out and named.
 */
export async function fromPromotion(
  context: Context,
  env: EnvironmentRef,
  { from, choices, agents = [], queues = [] }: Promotion,
): Promise<Wanted> {
  refuseIssues(
    valueIssues(
      choices.map((choice) => ('value' in choice ? choice : {})),
      'source.choices',
    ),
  );
  const { source, target } = await twoEnvironments(context, env, from);
  const keys = choices.map(({ key }) => key);
  const theirs = await readSides(context, from, keys, 'newest');
  const ours = await readSides(context, env, keys, 'newest');
  const decided = choices.map((choice) =>
    decide(choice, theirs.get(choice.key) ?? null, ours.get(choice.key) ?? null, source),
  );
  const variables = decided.flatMap((one) => ('change' in one ? [one.change] : []));
  const documents = await wantedDocuments(context, env, { from, agents, queues, source });
  const left = [...decided.flatMap((one) => ('left' in one ? [one.left] : [])), ...documents.left];
  const parts = [
    ...(variables.length > 0 || agents.length + queues.length === 0
      ? [counted(variables.length, 'key')]
      : []),
    ...(agents.length > 0 ? [counted(agents.length, 'agent')] : []),
    ...(queues.length > 0 ? [counted(queues.length, 'queue')] : []),
  ];
  const title = `Promote ${parts.join(', ')} from ${source} to ${target}`;
  return { wanted: [...variables, ...documents.wanted], left, title, from };
}

interface Documents {
  readonly from: EnvironmentRef;
  readonly agents: readonly string[];
  readonly queues: readonly string[];
  readonly source: string;
}

/** Agents and queues as the target is to have them. Nothing is read where none was chosen. */
async function wantedDocuments(
  context: Context,
  env: EnvironmentRef,
  { from, agents, queues, source }: Documents,
): Promise<Pick<Wanted, 'wanted' | 'left'> & { readonly left: readonly Left[] }> {
  const cloned = agents.length === 0 ? [] : await cloneAgents(context, env, { from, slugs: agents });
  const ours = wantedAgents(cloned, source);
  const theirs =
    queues.length === 0
      ? { wanted: [], left: [] }
      : await wantedQueues(context, env, { from, names: queues, source });
  return { wanted: [...ours.wanted, ...theirs.wanted], left: [...ours.left, ...theirs.left] };
}

function decide(choice: PromotionChoice, source: Side | null, target: Side | null, name: string): Decided {
  const { key } = choice;
  if (choice.action === 'delete') return { change: { type: 'delete', key } };
  if (choice.action === 'set') {
    const secret = source?.kind === 'secret' || target?.kind === 'secret';
    const kind = choice.kind ?? (secret ? 'secret' : 'plain');
    return { change: { type: 'set', key, value: choice.value, kind, note: target?.note ?? source?.note } };
  }
  if (source === null) return { left: { key, why: `Not set in ${name}.` } };
  const carried = carry(source, target);
  if (carried === undefined)
    return { left: { key, why: `Its value is hidden in ${name}, so it cannot be carried.` } };
  return { change: { type: 'set', key, ...carried, carried: true } };
}
