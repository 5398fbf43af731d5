import { z } from 'zod';
import type { EnvironmentRef } from '../../../../core/environment.ts';
import { type ProviderKey, sameRef } from '../../../../core/provider-key.ts';
import type { AgentAnswer } from '../agent-service.ts';
import type { WriteAnswer } from '../api.ts';
import { type ListedKey, listKeyRecords } from './key-records.ts';
import type { Asking } from './recent-asks.ts';

/** Who writes where, by the keys that were read just before. */
export interface KeyWriting {
  readonly service: Asking;
  readonly env: EnvironmentRef;
  readonly keys: readonly ListedKey[];
  /** Counts until the first request leaves. */
  readonly signal: AbortSignal | undefined;
}

const path = ['providers', 'keys'] as const;

/**
 * Add a key, and make it the default only once it is there: the server takes the default from the others before it
 * finds out that it cannot add this one.
 */
export async function addProviderKey(writing: KeyWriting, goal: ProviderKey): Promise<WriteAnswer> {
  const { service, env, signal } = writing;
  const { provider, label, envVarName, isDefault } = goal;
  const body = { provider, label, envVarName };
  const answer = await service.change(env, { method: 'POST', path, body, signal });
  if (answer.answer === 'refused') return { answer: 'refused', reason: wordsOf(answer.status) };
  if (answer.answer === 'stop' || !isDefault) return plain(answer);
  const id = idIn(answer) ?? (await idOf(writing, goal));
  if (id === undefined)
    return answer.answer === 'unknown' ? answer : { answer: 'unknown', reason: 'It does not show yet.' };
  const added = { ...goal, id, updatedAt: undefined };
  const next = await makeDefault({ ...writing, signal: undefined }, added, { isDefault });
  return next.answer === 'accepted'
    ? next
    : { answer: 'unknown', reason: 'It was added, but could not be made the default.' };
}

const Made = z.object({ key: z.object({ id: z.string().min(1) }) });

function idIn(answer: AgentAnswer): string | undefined {
  const made = Made.safeParse(answer.answer === 'accepted' ? answer.value : undefined);
  return made.success ? made.data.key.id : undefined;
}

/** Of the key that was just added, where its answer was lost; one under another label is somebody else's. */
async function idOf({ service, env }: KeyWriting, goal: ProviderKey): Promise<string | undefined> {
  const now = await listKeyRecords(service, env, undefined).catch(() => undefined);
  return now?.find((one) => sameRef(one, goal) && one.label === goal.label)?.id;
}

/** Change a key's label, and whether it is the default. */
export async function changeProviderKey(
  writing: KeyWriting,
  there: ListedKey,
  goal: ProviderKey,
): Promise<WriteAnswer> {
  const { service, env, signal } = writing;
  const label = goal.label === there.label ? {} : { label: goal.label };
  if (goal.isDefault && !there.isDefault) return makeDefault(writing, there, { ...label, isDefault: true });
  const body = { ...label, ...(goal.isDefault === there.isDefault ? {} : { isDefault: false }) };
  const answer = await service.change(env, { method: 'PATCH', path: [...path, there.id], body, signal });
  return answer.answer === 'refused' ? { answer: 'refused', reason: wordsOf(answer.status) } : plain(answer);
}

/**
 * Make a key its provider's default. Where that fails and has left the provider without one, the one before is it again:
 * an agent without a default falls to other keys in silence.
 */
async function makeDefault(
  writing: KeyWriting,
  key: ListedKey,
  body: { readonly label?: string; readonly isDefault: boolean },
): Promise<WriteAnswer> {
  const { service, env, keys, signal } = writing;
  const before = keys.find((one) => one.provider === key.provider && one.isDefault && !sameRef(one, key));
  const answer = await service.change(env, { method: 'PATCH', path: [...path, key.id], body, signal });
  if (answer.answer === 'accepted' || answer.answer === 'stop') return plain(answer);
  const isLost = before !== undefined && (await isWithoutDefault(writing, before));
  if (isLost && !(await isDefaultAgain(writing, before)))
    return { answer: 'unknown', reason: `${key.provider} is left without a default key.` };
  return answer.answer === 'refused' ? { answer: 'refused', reason: wordsOf(answer.status) } : answer;
}

/** False also where that cannot be read: then what was asked for may have been done. */
async function isWithoutDefault({ service, env }: KeyWriting, { provider }: ListedKey): Promise<boolean> {
  const now = await listKeyRecords(service, env, undefined).catch(() => undefined);
  return now !== undefined && !now.some((one) => one.provider === provider && one.isDefault);
}

async function isDefaultAgain({ service, env }: KeyWriting, { id }: ListedKey): Promise<boolean> {
  const body = { isDefault: true };
  const answer = await service.change(env, { method: 'PATCH', path: [...path, id], body });
  return answer.answer === 'accepted';
}

/** One that is not there is deleted. */
export async function removeProviderKey(
  { service, env, signal }: KeyWriting,
  id: string,
): Promise<WriteAnswer> {
  const answer = await service.change(env, { method: 'DELETE', path: [...path, id], signal });
  if (answer.answer !== 'refused') return plain(answer);
  return answer.status === 404
    ? { answer: 'accepted' }
    : { answer: 'refused', reason: wordsOf(answer.status) };
}

const plain = (answer: Exclude<AgentAnswer, { answer: 'refused' }>): WriteAnswer =>
  answer.answer === 'accepted' ? { answer: 'accepted' } : answer;

function wordsOf(status: number): string {
  if (status === 409) return 'Agents are pinned to it: change those first.';
  if (status === 404) return 'It is not there any more.';
  return `The server does not take it (HTTP ${status}).`;
}
