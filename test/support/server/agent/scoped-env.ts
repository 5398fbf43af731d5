import { valuesOf, type World } from '../world.ts';

const keptMs = 30_000;

/**
 * A variable as agents see it.
 *
 * What was found is remembered for half a minute, whatever the webapp writes meanwhile; what was not found is
 * looked for again each time.
 */
export function lookUp(world: World, environmentId: string, name: string, now: number): string | undefined {
  const { found, encryptionKey } = world.agent;
  const id = idOf(environmentId, name);
  const kept = found.get(id);
  if (kept !== undefined && kept.until > now) return kept.value;
  found.delete(id);
  const value = encryptionKey === 'same' ? valuesOf(world, environmentId).get(name)?.value : undefined;
  if (value !== undefined) found.set(id, { value, until: now + keptMs });
  return value;
}

/** A write through the agent service is seen at once. */
export const forget = (world: World, environmentId: string, name: string): void =>
  void world.agent.found.delete(idOf(environmentId, name));

const idOf = (environmentId: string, name: string): string => `${environmentId}:${name}`;
