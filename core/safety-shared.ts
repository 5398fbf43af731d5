import { isPlaceholder, providerOf } from './detect.ts';
import type { EnvironmentKind } from './environment.ts';
import type { RuleKind } from './rules.ts';
import { type Finding, listNames } from './safety-rule.ts';
import { holdsCredential } from './safety-values.ts';

/** Another live environment of the project, as far as it was read. */
export interface OtherEnvironment {
  readonly name: string;
  readonly kind: EnvironmentKind;
  readonly variables: ReadonlyMap<
    string,
    { readonly fingerprint: string | undefined; readonly empty: boolean }
  >;
  /** Of a production environment, where it was asked for: the keys of its credentials by fingerprint. */
  readonly credentials?: ReadonlyMap<string, string> | undefined;
}

interface Held {
  readonly key: string;
  readonly value: string | undefined;
  readonly fingerprint: string | undefined;
}

/** The keys of credentials and connection strings by the fingerprint of their values; of several keys the last. */
export const credentialsOf = (variables: readonly Held[]): ReadonlyMap<string, string> =>
  new Map(
    variables.flatMap(({ key, value, fingerprint }) =>
      fingerprint !== undefined && value !== '' && holdsCredential(key, value)
        ? [[fingerprint, key] as const]
        : [],
    ),
  );

/** The environment that a variable stands in. */
export interface Surroundings {
  readonly environmentKind: EnvironmentKind;
  readonly others: readonly OtherEnvironment[];
  /** Rules that the person set; a key without one has the default of its kind. */
  readonly rules: ReadonlyMap<string, RuleKind>;
  /** Variables that a provider key points at: a provider's credential, whatever their name. */
  readonly pointed?: ReadonlySet<string> | undefined;
}

/** Which of the other environments have the very same value, and which another one. Empty values count as neither. */
export function standing(
  others: readonly OtherEnvironment[],
  { key, value, fingerprint }: Held,
): { readonly same: readonly OtherEnvironment[]; readonly unlike: readonly OtherEnvironment[] } {
  if (fingerprint === undefined || value === '') return { same: [], unlike: [] };
  const having = others.filter(({ variables }) => {
    const found = variables.get(key);
    return found?.fingerprint !== undefined && !found.empty;
  });
  const isSame = ({ variables }: OtherEnvironment) => variables.get(key)?.fingerprint === fingerprint;
  return { same: having.filter(isSame), unlike: having.filter((other) => !isSame(other)) };
}

const comparedBy = 'Compared by fingerprint, over credentials and connection strings.';
const namesOf = (others: readonly OtherEnvironment[]): string => listNames(others.map(({ name }) => name));

/**
 * A credential or connection string that stands in two environments, most serious where one of them is production:
 * the accident of a sync that writes production's DATABASE_URL into staging. Other variables may well be the same.
 *
 * A rule that the person set says more than this guess: `any` and `must-match` allow it.
 */
export function checkShared(around: Surroundings, variable: Held): readonly Finding[] {
  const { key, value } = variable;
  const rule = around.rules.get(key);
  const ofProvider = providerOf(key) !== undefined || around.pointed?.has(key) === true;
  if (rule === 'any' || rule === 'must-match' || !(ofProvider || holdsCredential(key, value))) return [];
  const { same } = standing(around.others, variable);
  const production = same.filter(({ kind }) => kind === 'production');
  const otherwise = production.length > 0 ? [] : underAnotherName(around, variable);
  if (same.length === 0 || otherwise.length > 0) return otherwise;
  if (ofProvider)
    return [
      {
        rule: 'provider-key',
        level: 'warning',
        key,
        text: `A key of an LLM provider, the same as in ${namesOf(same)}.`,
        source: 'Platos documentation, environments: each environment has provider keys of its own.',
      },
    ];
  if (around.environmentKind !== 'production' && production.length > 0)
    return [
      {
        rule: 'production-value',
        level: 'warning',
        key,
        text: `The same value as in ${namesOf(production)}: what runs here may reach production.`,
        source: comparedBy,
      },
    ];
  return [
    {
      rule: 'credential',
      level: around.environmentKind === 'production' ? 'warning' : 'note',
      key,
      text: `Looks like a credential, the same as in ${namesOf(same)}.`,
      source: comparedBy,
    },
  ];
}

/** Shorter values may well be the same by chance. */
const leastTelling = 8;

/** A credential of production that stands here as something else. */
function underAnotherName(around: Surroundings, { key, value, fingerprint }: Held): readonly Finding[] {
  const telling = value === undefined || (value.length >= leastTelling && !isPlaceholder(value));
  if (around.environmentKind === 'production' || fingerprint === undefined || !telling) return [];
  return around.others.flatMap(({ name, credentials }): readonly Finding[] => {
    const there = credentials?.get(fingerprint);
    if (there === undefined || there === key) return [];
    const text = `The same value as ${there} in ${name}: what runs here may reach production.`;
    return [{ rule: 'production-value', level: 'warning', key, text, source: comparedBy }];
  });
}
