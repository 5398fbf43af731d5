import type { EnvironmentRef } from '../../core/environment.ts';
import type { QueueRow } from '../../core/ipc/document-calls.ts';
import { readQueue } from '../../core/queue.ts';
import type { Context } from './context.ts';
import { findEnvironment } from './find-environment.ts';
import { readDocuments } from './read-documents.ts';

/** The queues of an environment with their settings, by name, and what runs where it runs. Fails: `unsupported`, `server`. */
export async function listQueues(
  context: Context,
  { env }: { readonly env: EnvironmentRef },
): Promise<{ queues: QueueRow[] }> {
  await findEnvironment(context, env);
  const found = await readDocuments(context, env, 'queue');
  const queues = found.flatMap(({ key, text, fingerprint, live }) => {
    const settings = readQueue(text);
    return settings === undefined ? [] : [{ name: key, fingerprint, ...settings, ...live }];
  });
  return { queues };
}
