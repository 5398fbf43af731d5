import type { EnvironmentRef } from '../../core/environment.ts';
import type { EnvironmentContents } from '../../core/ipc/contract.ts';
import { type Context, workspaceOf } from './context.ts';
import { readDrafts } from './drafts-table.ts';
import { findEnvironment } from './find-environment.ts';
import { resumedBy } from './journal.ts';
import { readAllDocuments } from './read-documents.ts';

/** Count what is in an environment: what archiving it would hide. */
export async function environmentContents(
  context: Context,
  { env }: { readonly env: EnvironmentRef },
): Promise<EnvironmentContents> {
  await findEnvironment(context, env);
  const variables = await workspaceOf(context, env.workspaceId).listVariables(env);
  const documents = await readAllDocuments(context, env);
  return {
    variables: variables.length,
    secrets: variables.filter(({ kind }) => kind === 'secret').length,
    agents: documents.agent.length,
    providerKeys: documents['provider-key'].length,
    queues: documents.queue.length,
    hidden: variables.filter(({ hidden }) => hidden).length,
    drafts: readDrafts(context, env).length,
    ...countChangeSets(context, env),
  };
}

function countChangeSets(
  { store }: Context,
  { workspaceId, projectId, slug }: EnvironmentRef,
): Pick<EnvironmentContents, 'changeSets' | 'interrupted'> {
  const row = store.run(() =>
    store.db
      .prepare<[string, string, string], Pick<EnvironmentContents, 'changeSets' | 'interrupted'>>(
        `SELECT count(*) AS changeSets, count(*) FILTER (WHERE c.state = 'interrupted' AND ${resumedBy} IS NULL) AS interrupted
         FROM change_sets c WHERE c.workspace_id = ? AND c.project_id = ? AND c.slug = ?`,
      )
      .get(workspaceId, projectId, slug),
  );
  return row ?? { changeSets: 0, interrupted: 0 };
}
