import { findProviderById, type Provider } from './provider.ts';
import { type KeyRef, type ProviderKey, sameRef } from './provider-key.ts';

/** What an environment has to reach providers with. */
export interface ProviderMeans {
  /** Names of variables that have a value; a hidden one counts. */
  readonly set: ReadonlySet<string>;
  readonly keys: readonly ProviderKey[];
  /** Ids of providers that are switched off there, whatever keys there are. Absent: none. */
  readonly off?: ReadonlySet<string> | undefined;
}

export type Ability =
  | { readonly able: true; readonly by: 'pinned' | 'default' | 'variable'; readonly envVarName: string }
  /** `unknown`: no such provider in the manifests, so nothing can be said. */
  | {
      readonly able: false;
      readonly provider: Provider | undefined;
      readonly lacks: readonly string[];
      readonly off: boolean;
    };

/**
 * Whether an environment is able to run a provider, and by which variable.
 *
 * By the pinned key, else the provider's default key, else the variables of its manifest; one that is not set falls to
 * the next. One that is switched off there runs by none. What the agent process itself has in its environment never counts: that is the operator's own key, spent
 * in silence.
 */
export function abilityOf(means: ProviderMeans, providerId: string, pin: KeyRef | undefined): Ability {
  const provider = findProviderById(providerId);
  if (means.off?.has(providerId) === true) return { able: false, provider, lacks: [], off: true };
  const pinned = means.keys.find((key) => pin !== undefined && sameRef(key, pin));
  if (pinned !== undefined && means.set.has(pinned.envVarName))
    return { able: true, by: 'pinned', envVarName: pinned.envVarName };
  const usual = means.keys.find((key) => key.provider === providerId && key.isDefault);
  if (usual !== undefined && means.set.has(usual.envVarName))
    return { able: true, by: 'default', envVarName: usual.envVarName };
  const lacks = provider?.required.filter((name) => !means.set.has(name)) ?? [];
  const [first] = provider?.required ?? [];
  if (first !== undefined && lacks.length === 0) return { able: true, by: 'variable', envVarName: first };
  return { able: false, provider, lacks, off: false };
}

/** The manifest's required variables are all set. */
export const isLinked = (means: Pick<ProviderMeans, 'set'>, provider: Provider): boolean =>
  provider.required.every((name) => means.set.has(name));

/** The name for one more key of a provider: its usual variable, or that with the next free number. */
export function suggestKeyName(provider: Provider, taken: ReadonlySet<string>): string {
  const [base = ''] = provider.keys;
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}
