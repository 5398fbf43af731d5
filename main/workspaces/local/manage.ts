import type { Environment, EnvironmentRef, ProjectRef } from '../../../core/environment.ts';
import { Failure } from '../../../core/errors.ts';
import type { Management } from '../../../core/workspace.ts';
import { createProject } from './create-project.ts';
import { environmentOf, environmentRow, environmentRows, type Local } from './tables.ts';

export function createManagement(local: Local): Management {
  return {
    createProject: async (input) => createProject(local, input),
    updateEnvironment: async (env, change) => updateEnvironment(local, env, change),
    reorderEnvironments: async (project, slugs) => reorder(local, project, slugs),
    archiveEnvironment: async (env, archived, deed) => archive(local, env, archived, deed?.done),
  };
}

/** Turning an environment into a production one hides its plain values, unless the same change says otherwise. */
function updateEnvironment(
  local: Local,
  env: EnvironmentRef,
  change: Parameters<Management['updateEnvironment']>[1],
): Environment {
  return local.store.transaction(() => {
    const row = environmentRow(local, env);
    const becomesProduction = change.kind === 'production' && row.kind !== 'production';
    const show = change.showPlainValues ?? (becomesProduction ? false : row.show_plain === 1);
    local.store.db
      .prepare(
        'UPDATE environments SET name = ?, kind = ?, show_plain = ?, colour = ?, protection = ? WHERE id = ?',
      )
      .run(
        change.name ?? row.name,
        change.kind ?? row.kind,
        Number(show),
        change.colour === undefined ? row.colour : change.colour,
        change.protection ?? row.protection,
        row.id,
      );
    return environmentOf(environmentRow(local, env));
  });
}

function reorder(local: Local, project: ProjectRef, slugs: readonly string[]): void {
  local.store.transaction(() => {
    const rows = environmentRows(local, project);
    const live = rows.filter((row) => row.archived_at === null);
    const named = new Set(slugs);
    const complete = named.size === live.length && live.every(({ slug }) => named.has(slug));
    if (!complete || slugs.length !== named.size)
      throw new Failure({
        code: 'invalid-input',
        issues: [{ path: 'slugs', reason: 'not the live environments of the project' }],
      });
    const archived = rows.filter((row) => row.archived_at !== null).map(({ slug }) => slug);
    const move = local.store.db.prepare(
      'UPDATE environments SET position = ? WHERE project_id = ? AND slug = ?',
    );
    [...slugs, ...archived].forEach((slug, position) => {
      move.run(position, project.projectId, slug);
    });
  });
}

function archive(local: Local, env: EnvironmentRef, archived: boolean, done?: () => void): void {
  local.store.transaction(() => {
    const { id } = environmentRow(local, env);
    local.store.db
      .prepare('UPDATE environments SET archived_at = ? WHERE id = ?')
      .run(archived ? local.now() : null, id);
    done?.();
  });
}
