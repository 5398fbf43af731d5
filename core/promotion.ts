import { looksLikeCredential, providerOf } from './detect.ts';
import type { EnvironmentKind } from './environment.ts';
import { namesPlace, saysWhichEnvironment } from './places.ts';
import type { RuleKind } from './rules.ts';
import { type Misplaced, misplaced } from './ties.ts';
import { byKey, type VariableMeta } from './variable.ts';

export type PromotionState = 'new' | 'changes' | 'same' | 'cannot-tell' | 'only-target';

/** Why a row is not copied unless the person says so. */
export type PromotionReason =
  | 'provider-key'
  | 'credential'
  | 'must-differ'
  /** Names an address or a bucket, and the target has one of its own. */
  | 'place'
  /** Its name says that it tells which environment it is. */
  | 'which'
  /** Its value names the source, or is a key for tests alone, or for production alone. */
  | Misplaced
  | 'same'
  | 'hidden'
  | 'only-target';

/** The kinds of the environments of a promotion. */
export interface PromotionKinds {
  readonly from: EnvironmentKind;
  readonly to: EnvironmentKind;
}

/** One key of a promotion with what the wizard proposes for it. */
export interface PromotionRow {
  readonly key: string;
  readonly source: VariableMeta | undefined;
  readonly target: VariableMeta | undefined;
  readonly state: PromotionState;
  readonly proposed: 'copy' | 'skip';
  readonly reasons: readonly PromotionReason[];
  /** A hidden value cannot be carried at all: another value may be set. */
  readonly canCopy: boolean;
  /** Set in the target only: offered in the section of deletions, never proposed. */
  readonly canDelete: boolean;
}

/**
 * Propose what to carry from one environment to another, key by key.
 *
 * Never a provider key, a credential, what must differ, an address in place of the target's own, what says which
 * environment it is, a value that names the source or is a key for another kind of environment, never a deletion: those
 * a person chooses. A rule that the person set goes before what name and value look like; but no rule makes a provider
 * key be carried by default.
 *
 * @param source  variables of the environment to promote from, any order
 * @param target  variables of the environment to promote to, any order
 * @param rules   rules that the person set in the project
 * @param kinds   of the two environments
 * @returns one row per distinct key, sorted by key
 */
export function proposePromotion(
  source: readonly VariableMeta[],
  target: readonly VariableMeta[],
  rules: readonly { readonly key: string; readonly rule: RuleKind }[],
  kinds: PromotionKinds,
): readonly PromotionRow[] {
  const theirs = new Map(source.map((variable) => [variable.key, variable]));
  const ours = new Map(target.map((variable) => [variable.key, variable]));
  const ruleOf = new Map(rules.map(({ key, rule }) => [key, rule]));
  return [...new Set([...theirs.keys(), ...ours.keys()])]
    .map((key) => propose(key, theirs.get(key), ours.get(key), { rule: ruleOf.get(key), kinds }))
    .sort(byKey);
}

interface Around {
  readonly rule: RuleKind | undefined;
  readonly kinds: PromotionKinds;
}

function propose(
  key: string,
  source: VariableMeta | undefined,
  target: VariableMeta | undefined,
  around: Around,
): PromotionRow {
  const state = stateOf(source, target);
  const reasons = reasonsOf(key, source, state, around);
  const canCopy = source !== undefined && !source.hidden;
  const proposed = canCopy && reasons.length === 0 ? 'copy' : 'skip';
  return { key, source, target, state, proposed, reasons, canCopy, canDelete: state === 'only-target' };
}

function stateOf(source: VariableMeta | undefined, target: VariableMeta | undefined): PromotionState {
  if (source === undefined) return 'only-target';
  if (target === undefined) return 'new';
  if (source.fingerprint === undefined || target.fingerprint === undefined) return 'cannot-tell';
  return source.fingerprint === target.fingerprint ? 'same' : 'changes';
}

function reasonsOf(
  key: string,
  source: VariableMeta | undefined,
  state: PromotionState,
  { rule, kinds }: Around,
): readonly PromotionReason[] {
  if (state === 'only-target') return ['only-target'];
  const reasons: PromotionReason[] = [];
  if (state === 'same') reasons.push('same');
  if (source?.hidden) reasons.push('hidden');
  if (providerOf(key) !== undefined) reasons.push('provider-key');
  else if (rule === undefined) {
    const guess = guessOf(key, source, state, kinds);
    if (guess !== undefined) reasons.push(guess);
  }
  if (rule === 'must-differ') reasons.push('must-differ');
  return reasons;
}

/** What speaks against carrying a key of which the person said nothing. */
function guessOf(
  key: string,
  source: VariableMeta | undefined,
  state: PromotionState,
  { from, to }: PromotionKinds,
): PromotionReason | undefined {
  if (looksLikeCredential(key)) return 'credential';
  if (namesPlace(key) && (state === 'changes' || state === 'cannot-tell')) return 'place';
  if (saysWhichEnvironment(key)) return 'which';
  return misplaced(source?.ties ?? [], from, to);
}

/** What no promotion carries, told on the wizard's first page. */
export const neverPromoted: readonly string[] = [
  'Drafts: only saved values are read',
  'Provider keys of agents: each environment resolves its own',
  'Whether a queue is paused',
  'Memory, threads and runs',
  'Notes and old versions of a variable that the target already has',
];
