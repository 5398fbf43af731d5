import { Failure } from '../../core/errors.ts';
import type { ConnectionContents } from '../../core/ipc/connection-calls.ts';
import { forgetAllAccess } from './connections-agent-access.ts';
import type { Context } from './context.ts';
import { endAppliesOf } from './end-applies.ts';
import { whileLeaving } from './leave-server.ts';
import { cancelLogins } from './login.ts';
import { dropPlansOf } from './plan-registry.ts';

interface Of {
  readonly id: string;
}

/** What would go with a connection, and what of it would stay. Fails: `not-found`. */
export async function connectionContents(context: Context, { id }: Of): Promise<ConnectionContents> {
  const { credential } = context.servers.connection(id);
  const { organizations } = await context.servers.workspace(id).describe();
  const projects = organizations.flatMap((organization) => organization.projects);
  return {
    hasToken: credential !== undefined,
    projects: projects.length,
    environments: projects.flatMap(({ environments }) => environments).length,
    snapshots: countOf(context, 'snapshots', id),
    drafts: countOf(context, 'drafts', id),
    changeSets: countOf(context, 'change_sets', id),
  };
}

function countOf({ store }: Context, table: 'snapshots' | 'drafts' | 'change_sets', id: string): number {
  const row = store.run(() =>
    store.db
      .prepare<[string], { count: number }>(`SELECT count(*) AS count FROM ${table} WHERE workspace_id = ?`)
      .get(id),
  );
  return row?.count ?? 0;
}

/**
 * Remove a connection with its token, lists and drafts, from backups too. The history keeps its lines without values.
 *
 * The token goes first: while the keychain does not answer, everything stays.
 * Fails: `not-found`, `confirmation-wrong` unless its name was typed, `keychain`.
 */
export async function removeConnection(
  context: Context,
  { id, confirmation }: Of & { readonly confirmation: string },
): Promise<Record<string, never>> {
  const { name } = context.servers.connection(id);
  if (confirmation !== name) throw new Failure({ code: 'confirmation-wrong', expected: name });
  return whileLeaving(context, id, async () => {
    cancelLogins(context, id);
    await endAppliesOf(context, id);
    await forgetAllAccess(context, id);
    await context.credentials.remove(id);
    dropPlansOf(context, id);
    context.servers.remove(id);
    return {};
  });
}
