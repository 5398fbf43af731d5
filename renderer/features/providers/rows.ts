import type { Environment } from '../../../core/environment.ts';
import type { EnvironmentProviders } from '../../../core/ipc/document-calls.ts';
import { type Provider, providers } from '../../../core/provider.ts';
import { abilityOf } from '../../../core/provider-ability.ts';

/** Whether an environment can reach a provider. `hidden`: it can, and the server keeps the value back. `off`: switched off. */
export type LinkState = 'linked' | 'hidden' | 'missing' | 'off';

export interface LinkCell {
  readonly slug: string;
  readonly state: LinkState;
  /** The variable that pays. */
  readonly runsOn: string | undefined;
  readonly lacks: readonly string[];
}

type Pointer = EnvironmentProviders['keys'][number];

export interface KeyCell {
  readonly slug: string;
  /** The provider key that points at the variable; absent where nothing does. */
  readonly pointer: Pointer | undefined;
  readonly set: boolean;
  /** The environment runs the provider on this variable: by a key that points at it, or by its usual name alone. */
  readonly pays: boolean;
  readonly hidden: boolean;
  /** Names of the other environments in which some variable of a provider has the same value. */
  readonly sameAs: readonly string[];
}

export type ProviderRow =
  | { readonly type: 'title'; readonly id: string; readonly title: string }
  | {
      readonly type: 'provider';
      readonly id: string;
      readonly provider: Provider;
      readonly cells: readonly LinkCell[];
    }
  | {
      readonly type: 'key';
      readonly id: string;
      readonly provider: Provider;
      readonly envVarName: string;
      readonly cells: readonly KeyCell[];
    };

/** An environment with what it has; only those that loaded are compared. */
export interface Side {
  readonly environment: Environment;
  readonly found: EnvironmentProviders;
}

/** Providers that some environment can reach or has a key of, each with its variables; then the others. */
export function providerRows(sides: readonly Side[]): readonly ProviderRow[] {
  const made = providers.map((provider) => rowsOf(provider, sides));
  const used = made.filter((rows) => rows.length > 1 || reached(rows[0]));
  const rest = made.filter((rows) => !used.includes(rows));
  return [
    ...(used.length === 0 ? [] : [title('In use'), ...used.flat()]),
    ...(rest.length === 0 ? [] : [title('Not used'), ...rest.flat()]),
  ];
}

const title = (text: string): ProviderRow => ({ type: 'title', id: `\n${text}`, title: text });

const reached = (row: ProviderRow | undefined): boolean =>
  row?.type === 'provider' && row.cells.some(({ state }) => state !== 'missing');

function rowsOf(provider: Provider, sides: readonly Side[]): readonly ProviderRow[] {
  const names = new Set(
    provider.keys.filter((key) => sides.some(({ found }) => variableOf(found, key) !== undefined)),
  );
  for (const { found } of sides)
    for (const key of found.keys) if (key.provider === provider.id) names.add(key.envVarName);
  return [
    { type: 'provider', id: provider.id, provider, cells: sides.map((side) => linkCell(provider, side)) },
    ...[...names].map(
      (envVarName): ProviderRow => ({
        type: 'key',
        id: `${provider.id}:${envVarName}`,
        provider,
        envVarName,
        cells: sides.map((side) => keyCell(provider, envVarName, side, sides)),
      }),
    ),
  ];
}

const variableOf = (found: EnvironmentProviders, key: string) =>
  found.variables.find((one) => one.key === key);

const abilityIn = (provider: Provider, { variables, keys, off }: EnvironmentProviders) =>
  abilityOf(
    { set: new Set(variables.map(({ key }) => key)), keys, off: new Set(off) },
    provider.id,
    undefined,
  );

function linkCell(provider: Provider, { environment, found }: Side): LinkCell {
  const ability = abilityIn(provider, found);
  const { slug } = environment;
  if (!ability.able)
    return { slug, state: ability.off ? 'off' : 'missing', runsOn: undefined, lacks: ability.lacks };
  const hidden = variableOf(found, ability.envVarName)?.hidden === true;
  return { slug, state: hidden ? 'hidden' : 'linked', runsOn: ability.envVarName, lacks: [] };
}

function keyCell(
  provider: Provider,
  name: string,
  { environment, found }: Side,
  sides: readonly Side[],
): KeyCell {
  const variable = variableOf(found, name);
  const ability = abilityIn(provider, found);
  const print = variable?.fingerprint;
  const others = sides.filter(
    (one) =>
      one.environment.slug !== environment.slug &&
      print !== undefined &&
      one.found.variables.some(({ fingerprint }) => fingerprint === print),
  );
  return {
    slug: environment.slug,
    pointer: found.keys.find((key) => key.provider === provider.id && key.envVarName === name),
    set: variable !== undefined,
    pays: ability.able && ability.envVarName === name,
    hidden: variable?.hidden === true,
    sameAs: others.map((one) => one.environment.name),
  };
}
