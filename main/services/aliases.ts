import type { Alias, EnvironmentRef, ProjectRef } from '../../core/environment.ts';
import type { Context } from './context.ts';

/** Former slugs of a project's environments, oldest first. */
export function readAliases({ store }: Context, { workspaceId, projectId }: ProjectRef): Alias[] {
  return store.run(() =>
    store.db
      .prepare<[string, string], Alias>(
        'SELECT slug, target, at FROM aliases WHERE workspace_id = ? AND project_id = ? ORDER BY at, slug',
      )
      .all(workspaceId, projectId),
  );
}

/**
 * Let paths with the old slug lead to the new one, also those that led to the old one by an alias of their own.
 * Inside the caller's transaction.
 */
export function putAlias({ store, now }: Context, from: EnvironmentRef, to: EnvironmentRef): void {
  const { workspaceId, projectId } = from;
  const of = { workspaceId, projectId, from: from.slug, to: to.slug, at: now() };
  const project = 'workspace_id = @workspaceId AND project_id = @projectId';
  store.db.prepare(`UPDATE aliases SET target = @to WHERE ${project} AND target = @from`).run(of);
  store.db.prepare(`DELETE FROM aliases WHERE ${project} AND slug = @to`).run(of);
  store.db
    .prepare(
      `INSERT INTO aliases (workspace_id, project_id, slug, target, at)
       VALUES (@workspaceId, @projectId, @from, @to, @at)
       ON CONFLICT DO UPDATE SET target = excluded.target, at = excluded.at`,
    )
    .run(of);
}

/** Forget a former slug: paths with it name nothing from then on. */
export function removeAlias(
  { store, emit }: Context,
  { project, slug }: { readonly project: ProjectRef; readonly slug: string },
): Record<string, never> {
  store.run(() =>
    store.db
      .prepare('DELETE FROM aliases WHERE workspace_id = ? AND project_id = ? AND slug = ?')
      .run(project.workspaceId, project.projectId, slug),
  );
  emit('scope.changed', {});
  return {};
}
