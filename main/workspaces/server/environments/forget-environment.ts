import type { EnvironmentRef } from '../../../../core/environment.ts';
import { DocumentResource } from '../../../../core/resource.ts';
import type { DocumentDesk } from '../documents/document-desk.ts';
import { seenTables } from '../seen-tables.ts';

/** What was seen under a slug is of an environment that is no more: another one begins there. */
export function forgetEnvironment({ desk, slotOf }: DocumentDesk, env: EnvironmentRef): void {
  const { store } = desk.parts;
  store.transaction(() => {
    for (const name of [...seenTables, 'environment_settings'])
      store.db
        .prepare(
          `DELETE FROM ${name} WHERE workspace_id = @workspaceId AND project_id = @projectId AND slug = @slug`,
        )
        .run(env);
  });
  // What is on its way was asked of the one before.
  const list = desk.slotOf(env);
  const nothing = { known: undefined, shrank: undefined, problem: undefined, fetching: undefined };
  Object.assign(list, nothing, {
    looked: undefined,
    news: undefined,
    writes: list.writes + 1,
  });
  for (const resource of DocumentResource.options) {
    const slot = slotOf(env, resource);
    Object.assign(slot, nothing, { askedAt: undefined, outdated: false, writes: slot.writes + 1 });
  }
}
