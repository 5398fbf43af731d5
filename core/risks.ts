import type { PlanRow, Risk } from './changeset.ts';
import {
  dangerousInProduction,
  isPlaceholder,
  looksHidden,
  looksLikeCredential,
  looksLikeCredentialValue,
  providerOf,
} from './detect.ts';
import type { EnvironmentKind } from './environment.ts';
import type { RuleKind } from './rules.ts';
import type { Side } from './side.ts';

/** Another live environment of the project, as far as the keys of a plan go. */
export interface OtherEnvironment {
  readonly name: string;
  readonly variables: ReadonlyMap<
    string,
    { readonly fingerprint: string | undefined; readonly empty: boolean }
  >;
}

export interface RiskFacts {
  readonly environmentKind: EnvironmentKind;
  readonly others: readonly OtherEnvironment[];
  /** Rules that the person set; a key without one has the default of its kind. */
  readonly rules: ReadonlyMap<string, RuleKind>;
}

interface Change {
  readonly key: string;
  readonly before: Side | null;
  readonly after: Side | null;
  readonly changes: PlanRow['changes'];
  readonly wanted: { readonly carried?: boolean | undefined } | { readonly type: 'delete' };
}

/**
 * What deserves a second look before one change is applied, most serious first.
 *
 * The texts name environments and kinds, never a value.
 */
export function risksOf(facts: RiskFacts, change: Change): readonly Risk[] {
  const { after } = change;
  if (after === null) return [deletes(facts)];
  const risks = [
    ...valueRisks(facts, change, after),
    ...acrossRisks(facts, change, after),
    ...kindRisks(change, after),
    ...(change.before !== null && change.changes.includes('value') ? [overwrites(facts)] : []),
  ];
  return risks.sort((a, b) => weight[a.level] - weight[b.level]);
}

const weight: Readonly<Record<Risk['level'], number>> = { refused: 0, warning: 1, note: 2 };

function deletes(facts: RiskFacts): Risk {
  const level = facts.environmentKind === 'production' ? 'warning' : 'note';
  return { kind: 'deletes', level, text: 'Removes the variable.' };
}

function overwrites(facts: RiskFacts): Risk {
  const level = facts.environmentKind === 'production' ? 'warning' : 'note';
  return { kind: 'overwrites', level, text: 'Replaces the value that is there now.' };
}

/** What the new value looks like by itself. */
function valueRisks(facts: RiskFacts, change: Change, after: Side): readonly Risk[] {
  if (after.value === undefined || !change.changes.includes('value')) return [];
  const risks: Risk[] = [];
  const danger =
    facts.environmentKind === 'production' ? dangerousInProduction(change.key, after.value) : undefined;
  if (danger !== undefined) risks.push({ kind: 'dangerous', level: 'refused', text: danger.reason });
  if (looksHidden(after.value))
    risks.push({
      kind: 'looks-hidden',
      level: 'warning',
      text: 'Looks like what a server shows in place of a hidden value.',
    });
  else if (isPlaceholder(after.value))
    risks.push({ kind: 'placeholder', level: 'warning', text: 'Looks like a placeholder, not a value.' });
  if (after.value.trim() === '') risks.push({ kind: 'empty', level: 'warning', text: 'The value is empty.' });
  return risks;
}

/** How the new value stands to the same key of the other environments. */
function acrossRisks(facts: RiskFacts, change: Change, after: Side): readonly Risk[] {
  if (after.fingerprint === undefined || !change.changes.includes('value') || after.value === '') return [];
  const having = facts.others.flatMap(({ name, variables }) => {
    const variable = variables.get(change.key);
    return variable?.fingerprint === undefined || variable.empty
      ? []
      : [{ name, same: variable.fingerprint === after.fingerprint }];
  });
  const same = having.filter((other) => other.same).map((other) => other.name);
  const unlike = having.filter((other) => !other.same).map((other) => other.name);
  const rule = facts.rules.get(change.key);
  const risks = carriedRisks(change, rule, same);
  if (rule === 'must-differ' && same.length > 0)
    risks.push({
      kind: 'must-differ-broken',
      level: 'warning',
      text: `Must differ, but is as in ${list(same)}.`,
    });
  if (rule === 'must-match' && unlike.length > 0)
    risks.push({
      kind: 'must-match-broken',
      level: 'warning',
      text: `Must match, but is not as in ${list(unlike)}.`,
    });
  return risks;
}

/** A credential that two environments share; an explicit rule says more than this guess. */
function carriedRisks(change: Change, rule: RuleKind | undefined, same: readonly string[]): Risk[] {
  const carried = 'carried' in change.wanted && change.wanted.carried === true;
  if ((!carried && same.length === 0) || rule === 'any' || rule === 'must-match') return [];
  const from = same.length > 0 ? `the same as in ${list(same)}` : 'taken from another environment';
  const provider = providerOf(change.key);
  if (provider !== undefined)
    return [{ kind: 'provider-key', level: 'warning', text: `A key of an LLM provider, ${from}.` }];
  if (!looksLikeCredential(change.key)) return [];
  return [{ kind: 'credential', level: 'warning', text: `Looks like a credential, ${from}.` }];
}

function kindRisks(change: Change, after: Side): readonly Risk[] {
  if (after.kind === 'secret') return [];
  if (change.before?.kind === 'secret')
    return [{ kind: 'secret-to-plain', level: 'warning', text: 'A secret becomes readable in the grid.' }];
  if (change.changes.includes('value') && isCredential(change.key, after.value))
    return [
      { kind: 'stored-plain', level: 'warning', text: 'Looks like a credential but is kept as plain.' },
    ];
  return [];
}

function isCredential(key: string, value: string | undefined): boolean {
  const named = looksLikeCredential(key) || providerOf(key) !== undefined;
  return named || (value !== undefined && looksLikeCredentialValue(value));
}

function list(names: readonly string[]): string {
  return names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}
