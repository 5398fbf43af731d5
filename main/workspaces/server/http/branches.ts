import { z } from 'zod';
import type { RemoteEnvironment, WriteAnswer } from '../api.ts';
import { type Reply, sentenceOf } from './answers.ts';
import type { Client } from './client.ts';
import { type Reading, writeAnswerOf } from './write-answer.ts';

/** A branch of preview: made where it is not there yet, or put away. Its own values stay with a branch that was. */
export async function changeBranch(
  client: Client,
  { projectRef, branch }: RemoteEnvironment,
  change: 'create' | 'archive',
  signal: AbortSignal | undefined,
): Promise<WriteAnswer> {
  const path = ['v1', 'projects', projectRef, 'branches', ...(change === 'archive' ? ['archive'] : [])];
  const body = { env: 'preview', branch };
  const outcome = await client.change({ method: 'POST', path, body, bucket: 'deploy', signal });
  return writeAnswerOf(client, outcome, reading);
}

/** Servers answer with the branch, or that it is done, and more: nothing of it is kept. */
const reading: Reading = { done: z.looseObject({}), refusal };

function refusal(reply: Reply): string | undefined {
  const { status } = reply;
  const says = sentenceOf(reply.body);
  if (/^branch not found/i.test(says)) return 'It is not there.';
  if (/already archived/i.test(says)) return 'It is archived already.';
  if (/invalid branch name/i.test(says)) return 'The server does not take this name for a branch.';
  if (/preview branches setup/i.test(says)) return 'The project has no preview environment.';
  if (status === 401 || status === 403 || status === 404 || status === 405) return undefined;
  return `The server does not take it (HTTP ${status}): its plan may allow no more branches.`;
}
