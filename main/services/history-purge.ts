import { Failure } from '../../core/errors.ts';
import type { Parsed } from '../../core/ipc/contract.ts';
import { resourceOf } from '../../core/resource.ts';
import type { Context } from './context.ts';
import { purgeDocument } from './documents-purge.ts';
import { findEnvironment } from './find-environment.ts';
import { inTurn } from './running.ts';
import { purgeVariable } from './variables-purge.ts';

/**
 * Forget everything that a variable or a document was before what it is now: in versions, lists seen of a server,
 * journal, undo and backups. Archived environments too: what was renamed leaves one behind.
 *
 * A draft, being the person's newest wish, stays. What was purged can be neither shown, restored nor undone.
 *
 * @returns how many versions were forgotten, and how many backups were gone through
 * Fails: `confirmation-wrong` unless the key was typed, `not-found`; of documents as reading them does.
 */
export async function purgeHistory(
  context: Context,
  { env, key, confirmation, ...of }: Parsed<'history.purge'>,
): Promise<{ versions: number; backups: number }> {
  if (confirmation !== key) throw new Failure({ code: 'confirmation-wrong', expected: key });
  await findEnvironment(context, env);
  const resource = resourceOf(of);
  const purged = await inTurn(context, [env], () =>
    resource === 'variable' ? purgeVariable(context, env, key) : purgeDocument(context, env, resource, key),
  );
  context.emit('scope.changed', {}); // versions and history are others now
  return purged;
}
