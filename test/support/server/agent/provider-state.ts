import { valuesOf, type World } from '../world.ts';
import { isoOf } from './agent-route.ts';
import type { ProviderRow } from './agent-world.ts';
import { crashed, stop } from './answer.ts';
import { type Manifest, manifestOf } from './manifests.ts';
import { lookUp } from './scoped-env.ts';

/** An environment at a time. */
export interface Place {
  readonly world: World;
  readonly environmentId: string;
  readonly now: number;
}

/** A provider as one environment has it. Key rows that point at other variables do not count here. */
export function providerShape(place: Place, manifest: Manifest) {
  const { id, displayName, requiredEnv, optionalEnv, models } = manifest;
  const withSet = (name: string) => ({
    name,
    set: lookUp(place.world, place.environmentId, name, place.now) !== undefined,
  });
  const required = requiredEnv.map(withSet);
  const envReady = required.every(({ set }) => set);
  const row = rowOf(place, id);
  return {
    id,
    displayName,
    description: `Models of ${displayName}`,
    requiredEnv: required,
    optionalEnv: optionalEnv.map(withSet),
    envReady,
    enabled: row?.enabled ?? envReady,
    linked: row !== undefined || envReady,
    linkedAt: row?.linkedAt ?? null,
    models,
  };
}

const rowOf = ({ world, environmentId }: Place, provider: string): ProviderRow | undefined =>
  world.agent.providerRows.find((row) => row.environmentId === environmentId && row.provider === provider);

/** The row of a provider, made where there is none. */
export function link(place: Place, provider: string, enabled?: boolean): ProviderRow {
  const there = rowOf(place, provider);
  if (there !== undefined) return Object.assign(there, { enabled: enabled ?? there.enabled });
  const { environmentId, now } = place;
  const made = { environmentId, provider, enabled: enabled ?? true, linkedAt: isoOf(now) };
  place.world.agent.providerRows.push(made);
  return made;
}

/** Takes the row away; a provider whose variables are set goes on being linked. */
export function unlink(place: Place, provider: string): void {
  const row = rowOf(place, provider);
  const { providerRows } = place.world.agent;
  if (row !== undefined) providerRows.splice(providerRows.indexOf(row), 1);
}

/** Whether a variable is there at all, and whether the service can read it. */
export function credentialState({ world, environmentId, now }: Place, name: string) {
  const exists = valuesOf(world, environmentId).has(name);
  const decryptable = exists && lookUp(world, environmentId, name, now) !== undefined;
  return { ok: decryptable, exists, decryptable };
}

const minute = 60_000;

/** A call to the provider, of which only the answer is made up; it is remembered, a failure for less long. */
export function health(place: Place, manifest: Manifest): object {
  const { world, environmentId, now } = place;
  const { id: provider, requiredEnv, models } = manifest;
  const values = requiredEnv.map((name) => lookUp(world, environmentId, name, now));
  if (values.includes(undefined)) return { provider, status: 'not_configured', latencyMs: 0, requiredEnv };
  const at = `${environmentId}:${provider}`;
  const there = world.agent.checked.get(at);
  if (there !== undefined && there.until > now) return there.answer;
  const isRefused = values.some((value) => world.agent.refusedCredentials.has(value ?? ''));
  const known = { provider, model: models[0], requiredEnv };
  const answer = isRefused
    ? { ...known, status: 'invalid_key', latencyMs: 120, error: 'The provider refused the key' }
    : { ...known, status: 'healthy', latencyMs: 240 };
  world.agent.checked.set(at, { answer, until: now + (isRefused ? minute : 5 * minute) });
  return answer;
}

/** A manifest by its id; an unknown one makes every route fall over. */
export function manifestAsked(provider: string): Manifest {
  return manifestOf(provider) ?? stop(crashed());
}
