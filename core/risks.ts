import { blanksAround } from './blanks.ts';
import type { PlanRow, Risk } from './changeset.ts';
import { providerOf } from './detect.ts';
import { holdsInvisible } from './dotenv-warnings.ts';
import type { Environment } from './environment.ts';
import { checkEqual, type SeparatePrints } from './equal-keys.ts';
import { invisibleCharacters } from './invisible.ts';
import { namesPlace } from './places.ts';
import { checkVariable } from './safety.ts';
import { byLevel, type Finding, listNames, type SafetyRule } from './safety-rule.ts';
import { checkRemoval } from './safety-settings.ts';
import { type OtherEnvironment, type Surroundings, standing } from './safety-shared.ts';
import { holdsCredential } from './safety-values.ts';
import type { Side } from './side.ts';
import { kindNamed, misplaced, tiesOf } from './ties.ts';

/** What a change is judged by: the environment it is made in, and the others. */
export interface RiskFacts extends Surroundings {
  /** Keys of the target that must not be one value, as they will be. Absent where the plan writes none of them. */
  readonly separate?: SeparatePrints | undefined;
  /** The environment that carried values come from, where it is known. */
  readonly from?: Pick<Environment, 'slug' | 'name' | 'kind'> | undefined;
}

interface Change {
  readonly key: string;
  readonly before: Side | null;
  readonly after: Side | null;
  readonly changes: PlanRow['changes'];
  readonly wanted:
    | { readonly carried?: boolean | undefined }
    | { readonly type: 'delete'; readonly takesBack?: true | undefined };
  /** What was asked for and the workspace does not keep: that it is a secret, its note. */
  readonly unkept: { readonly secret: boolean; readonly note: boolean };
}

/**
 * What deserves a second look before one change is applied, most serious first: the safety rules over what it makes,
 * and what it does to what is there.
 *
 * The texts name environments and kinds, never a value.
 */
export function risksOf(facts: RiskFacts, change: Change): readonly Risk[] {
  const { after } = change;
  if (after === null)
    return [...checkRemoval(facts.environmentKind, change.key).map(riskOf), ...deletes(facts, change)];
  const risks = [
    ...safetyRisks(facts, change, after),
    ...ruleRisks(facts, change, after),
    ...kindRisks(change, after),
    ...(change.unkept.note ? [noteDropped] : []),
    ...(change.before !== null && change.changes.includes('value') ? [overwrites] : []),
  ];
  return risks.sort(byLevel);
}

const riskOf = ({ rule, level, text }: Finding): Risk => ({ kind: rule, level, text });

/** Nothing is said of a creation that is taken back: a warning on each row of an undo would hide those that matter. */
function deletes(facts: RiskFacts, { wanted }: Change): readonly Risk[] {
  if ('takesBack' in wanted && wanted.takesBack === true) return [];
  const level = facts.environmentKind === 'production' ? 'warning' : 'note';
  return [{ kind: 'deletes', level, text: 'Removes the variable.' }];
}

/** What every change of a value does: said quietly, so that a warning is something unusual. */
const overwrites: Risk = {
  kind: 'overwrites',
  level: 'note',
  text: 'Replaces the value that is there now.',
};

/** Rules about sharing a credential: a value that is carried says it in its own words. */
const sharing: ReadonlySet<SafetyRule> = new Set(['credential', 'provider-key', 'production-value']);

/** What the safety rules say of a new value; where only kind or note change, nothing new comes to stand there. */
function safetyRisks(facts: RiskFacts, change: Change, after: Side): readonly Risk[] {
  if (!change.changes.includes('value')) return [];
  const equal =
    facts.separate === undefined ? [] : checkEqual(facts.environmentKind, change.key, facts.separate);
  const found = [...checkVariable(facts, { key: change.key, ...after }), ...equal]
    .map(riskOf)
    .filter(({ kind }) => kind !== 'stored-plain' || !change.unkept.secret);
  const empty: Risk[] =
    after.value?.trim() === '' ? [{ kind: 'empty', level: 'warning', text: 'The value is empty.' }] : [];
  const shared = found.some(({ kind }) => sharing.has(kind as SafetyRule));
  const elsewhere = found.some(({ kind }) => kind === 'foreign-host');
  const carried = shared ? [] : carriedRisks(facts, change, after);
  const named = elsewhere ? [] : nameRisks(facts, change, after);
  const told = carried.filter(({ kind }) => kind !== 'place' || !(elsewhere || named.length > 0));
  return [...found, ...named, ...told, ...empty, ...blanksRisks(after), ...invisibleRisks(after)];
}

function blanksRisks({ value }: Side): readonly Risk[] {
  const text = value === undefined ? undefined : blanksAround(value);
  return text === undefined ? [] : [{ kind: 'blanks', level: 'warning', text }];
}

/** Longer values are not looked through: that would hold a plan of thousands. */
const longestSought = 65_536;

/** The same that an import warns of when it reads a file. */
function invisibleRisks({ value = '' }: Side): readonly Risk[] {
  if (value.length > longestSought || !holdsInvisible(value)) return [];
  const found = invisibleCharacters(value);
  const [first] = found;
  if (first === undefined) return [];
  const named = found.find(({ kind }) => kind === 'bidi') ?? first;
  const text =
    named.kind === 'bidi'
      ? `Holds a character that turns the direction of text (${named.name}): it may look like another value.`
      : `Holds a character that cannot be seen (${named.name}).`;
  return [{ kind: 'invisible', level: 'warning', text }];
}

/** The address or bucket of another environment in place of the own one. */
function placeRisks(facts: RiskFacts, change: Change): readonly Risk[] {
  if (!namesPlace(change.key) || change.before === null) return [];
  const level = facts.environmentKind === 'production' ? 'warning' : 'note';
  return [{ kind: 'place', level, text: 'An address or a bucket, taken from another environment.' }];
}

/** A value that has the name of the environment it comes from in it, where that is of another kind. */
function nameRisks(
  { from, environmentKind, rules }: RiskFacts,
  change: Change,
  after: Side,
): readonly Risk[] {
  const rule = rules.get(change.key);
  if (!isCarried(change) || after.value === undefined || rule === 'any' || rule === 'must-match') return [];
  const ties = tiesOf(after.value, from?.slug ?? '');
  if (misplaced(ties, from?.kind, environmentKind) !== 'named') return [];
  const named = kindNamed(ties, from?.kind) ?? from?.name;
  return [{ kind: 'named', level: 'warning', text: `Its value names ${named}.` }];
}

const isCarried = ({ wanted }: Change): boolean => 'carried' in wanted && wanted.carried === true;

/** A credential or a place that is taken from another environment, even one that is none of `others`. */
function carriedRisks(facts: RiskFacts, change: Change, after: Side): readonly Risk[] {
  const rule = facts.rules.get(change.key);
  if (!isCarried(change) || rule === 'any' || rule === 'must-match') return [];
  if (!holdsCredential(change.key, after.value)) return placeRisks(facts, change);
  const provider = providerOf(change.key) !== undefined;
  return [
    {
      kind: provider ? 'provider-key' : 'credential',
      level: 'warning',
      text: `${provider ? 'A key of an LLM provider' : 'Looks like a credential'}, taken from another environment.`,
    },
  ];
}

/** How the new value stands to a rule that the person set. */
function ruleRisks(facts: RiskFacts, change: Change, after: Side): readonly Risk[] {
  if (!change.changes.includes('value')) return [];
  const { same, unlike } = standing(facts.others, { key: change.key, ...after });
  const rule = facts.rules.get(change.key);
  const names = (others: readonly OtherEnvironment[]) => listNames(others.map(({ name }) => name));
  if (rule === 'must-differ' && same.length > 0)
    return [
      {
        kind: 'must-differ-broken',
        level: 'warning',
        text: `Must differ, but is the same as in ${names(same)}.`,
      },
    ];
  if (rule === 'must-match' && unlike.length > 0)
    return [
      { kind: 'must-match-broken', level: 'warning', text: `Must match, but differs from ${names(unlike)}.` },
    ];
  return [];
}

const noteDropped: Risk = {
  kind: 'note-dropped',
  level: 'note',
  text: 'Its note is not carried: this server keeps none.',
};

const storedPlain: Risk = {
  kind: 'stored-plain',
  level: 'refused',
  text:
    'Will be stored as plain, readable to all who may see it there: this server’s API cannot mark a secret. Its ' +
    'dashboard can, or its control plane (environments.set_secret): once it is a secret there, a value set here stays one.',
};

function kindRisks(change: Change, after: Side): readonly Risk[] {
  if (change.unkept.secret) return [storedPlain];
  if (after.kind === 'secret' || change.before?.kind !== 'secret') return [];
  return [{ kind: 'secret-to-plain', level: 'warning', text: 'A secret becomes readable in the grid.' }];
}
