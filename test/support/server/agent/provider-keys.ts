import { newId } from '../names.ts';
import { isoOf } from './agent-route.ts';
import type { Agent, ProviderKey } from './agent-world.ts';
import type { Place } from './provider-state.ts';
import { lookUp } from './scoped-env.ts';

export interface NewKey {
  readonly provider: string;
  readonly label: string;
  readonly envVarName: string;
  readonly isDefault?: boolean | undefined;
}

/** By provider, the default first, then the oldest. */
export const keysIn = ({ world, environmentId }: Place): readonly ProviderKey[] =>
  world.agent.providerKeys
    .filter((key) => key.environmentId === environmentId)
    .sort(
      (a, b) =>
        a.provider.localeCompare(b.provider) ||
        Number(b.isDefault) - Number(a.isDefault) ||
        a.createdAt.localeCompare(b.createdAt),
    );

export const keyShape = (place: Place, { environmentId, ...key }: ProviderKey) => ({
  ...key,
  envVarSet: lookUp(place.world, environmentId, key.envVarName, place.now) !== undefined,
});

export const keyAt = (place: Place, id: string): ProviderKey | undefined =>
  keysIn(place).find((key) => key.id === id);

/**
 * Adds a key, or gives undefined where the variable is pointed at already.
 *
 * The default is taken from the others first, in a write of its own: what fails afterwards leaves none.
 */
export function addKey(place: Place, key: NewKey, createdBy: string): ProviderKey | undefined {
  const { isDefault = false, provider, label, envVarName } = key;
  if (isDefault) clearDefault(place, provider);
  if (isTaken(place, key)) return undefined;
  const at = isoOf(place.now);
  const made: ProviderKey = {
    id: newId('pkey'),
    environmentId: place.environmentId,
    provider,
    label,
    envVarName,
    isDefault,
    createdBy,
    createdAt: at,
    updatedAt: at,
    lastUsedAt: null,
  };
  place.world.agent.providerKeys.push(made);
  return made;
}

export const isTaken = (place: Place, { provider, envVarName }: NewKey): boolean =>
  keysIn(place).some((one) => one.provider === provider && one.envVarName === envVarName);

export function changeKey(
  place: Place,
  key: ProviderKey,
  change: { label?: string | undefined; isDefault?: boolean | undefined; envVarName?: string | undefined },
): ProviderKey {
  if (change.isDefault === true) clearDefault(place, key.provider);
  key.label = change.label ?? key.label;
  key.isDefault = change.isDefault ?? key.isDefault;
  key.envVarName = change.envVarName ?? key.envVarName;
  key.updatedAt = isoOf(place.now);
  return key;
}

function clearDefault(place: Place, provider: string): void {
  for (const key of keysIn(place)) if (key.provider === provider) key.isDefault = false;
}

/** Agents whose own key it is; a model route holds no key back. */
export const pinnedTo = ({ world }: Place, key: ProviderKey): readonly Agent[] =>
  world.agent.agents.filter((agent) => agent.providerKeyId === key.id);

export function removeKey({ world }: Place, key: ProviderKey): void {
  world.agent.providerKeys.splice(world.agent.providerKeys.indexOf(key), 1);
}
