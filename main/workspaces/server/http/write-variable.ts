import type { Flavour } from '../../../../core/connection.ts';
import { Failure } from '../../../../core/errors.ts';
import type { RemoteEnvironment, Write, WriteAnswer } from '../api.ts';
import type { Client } from './client.ts';
import { type Call, isAddressable } from './requests.ts';
import { ofVariable, writeAnswerOf } from './write-answer.ts';

/** One write, sent once: again only where it surely was not done. Rejects with the signal's reason before it left. */
export async function writeVariable(
  client: Client,
  flavour: Flavour,
  env: RemoteEnvironment,
  write: Write,
  signal: AbortSignal | undefined,
): Promise<WriteAnswer> {
  const call = callOf(flavour, env, write, signal);
  if (!call.path.every(isAddressable))
    return { answer: 'refused', reason: 'The server cannot be asked for a variable of this name.' };
  return writeAnswerOf(client, await client.change(call), ofVariable(write));
}

/**
 * What of the API does the write.
 *
 * Trigger.dev sets the kind with the value. Platos cannot: writing to the list would make a secret of its tenancy
 * database plain, writing to the variable keeps the kind, and is refused there for one that does not exist.
 */
function callOf(
  flavour: Flavour,
  env: RemoteEnvironment,
  write: Write,
  signal: AbortSignal | undefined,
): Call {
  const list = ['v1', 'projects', env.projectRef, 'envvars', env.slug];
  const { key } = write;
  if (write.type === 'delete') return { method: 'DELETE', path: [...list, key], env, signal };
  const { value, kind } = write;
  if (flavour === 'trigger') {
    const body = { name: key, value, isSecret: kind === 'secret' };
    return { method: 'POST', path: list, env, signal, body };
  }
  if (write.exists) return { method: 'PUT', path: [...list, key], env, signal, body: { value } };
  return { method: 'POST', path: list, env, signal, body: { name: key, value } };
}

/** What fails before it leaves holds for every further write too. */
export function stopOf(error: unknown): WriteAnswer {
  if (error instanceof Failure) return { answer: 'stop', error: error.detail };
  throw error;
}
