import { carry } from '../../core/carry.ts';
import type { ChangeSource, PromotionChoice } from '../../core/changeset.ts';
import type { Left, WantedChange } from '../../core/changeset-plan.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import type { Side } from '../../core/side.ts';
import { refuseIssues, valueIssues } from './check-values.ts';
import type { Context } from './context.ts';
import { findEnvironment } from './find-environment.ts';
import { readSides } from './gather-facts.ts';
import type { Wanted } from './make-plan.ts';
import { counted } from './wanted-from-drafts.ts';

type Promotion = Extract<ChangeSource, { type: 'promotion' }>;
type Decided = { readonly change: WantedChange } | { readonly left: Left };

/**
 * What a promotion writes: saved values of the source as chosen row by row; its drafts are not part of it.
 *
 * Hidden values and keys that the source does not have are left out and named.
 */
export async function fromPromotion(
  context: Context,
  env: EnvironmentRef,
  { from, choices }: Promotion,
): Promise<Wanted> {
  refuseIssues(
    valueIssues(
      choices.map((choice) => ('value' in choice ? choice : {})),
      'source.choices',
    ),
  );
  const target = await findEnvironment(context, env);
  const source = await findEnvironment(context, from);
  if (target.project.id === source.project.id && env.slug === from.slug)
    throw new Failure({
      code: 'invalid-input',
      issues: [{ path: 'source.from', reason: 'the same environment' }],
    });
  const keys = choices.map(({ key }) => key);
  const theirs = await readSides(context, from, keys, 'newest');
  const ours = await readSides(context, env, keys, 'newest');
  const decided = choices.map((choice) =>
    decide(choice, theirs.get(choice.key) ?? null, ours.get(choice.key) ?? null, source.environment.name),
  );
  const wanted = decided.flatMap((one) => ('change' in one ? [one.change] : []));
  const left = decided.flatMap((one) => ('left' in one ? [one.left] : []));
  const title = `Promote ${counted(wanted.length, 'key')} from ${source.environment.name} to ${target.environment.name}`;
  return { wanted, left, title };
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
