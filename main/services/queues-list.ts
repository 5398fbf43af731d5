import type { EnvironmentRef } from '../../core/environment.ts';
import type { Output } from '../../core/ipc/contract.ts';
import { readQueue } from '../../core/queue.ts';
import type { Context } from './context.ts';
import { findEnvironment } from './find-environment.ts';
import { documentsState, readDocuments } from './read-documents.ts';

/** The queues of an environment with their settings, by name, and what runs where it runs. Fails: `unsupported`, `server`. */
export async function listQueues(
  context: Context,
  { env }: { readonly env: EnvironmentRef },
): Promise<Output<'queues.list'>> {
  await findEnvironment(context, env);
  const found = await readDocuments(context, env, 'queue', undefined, 'stored');
  const queues = found.flatMap(({ key, text, fingerprint, live }) => {
    const settings = readQueue(text);
    return settings === undefined ? [] : [{ name: key, fingerprint, ...settings, ...live }];
  });
  return { queues, ...documentsState(context, env, 'queue') };
}
