import type { ProjectRef } from '../../core/environment.ts';
import type { Rule, RuleKind } from '../../core/rules.ts';
import type { Context } from './context.ts';

interface RuleRow {
  readonly key: string;
  readonly rule: RuleKind;
  readonly note: string | null;
}

/** The rules that the person set in a project, sorted by key. */
export function readRules({ store }: Context, project: ProjectRef): readonly Rule[] {
  const rows = store.run(() =>
    store.db
      .prepare<[string, string], RuleRow>(
        'SELECT key, rule, note FROM rules WHERE workspace_id = ? AND project_id = ? ORDER BY key',
      )
      .all(project.workspaceId, project.projectId),
  );
  return rows.map(({ key, rule, note }) => ({ key, rule, ...(note === null ? {} : { note }) }));
}

/** The keys that example files named as required, sorted. */
export function readRequiredKeys({ store }: Context, project: ProjectRef): readonly string[] {
  return store.run(() =>
    store.db
      .prepare<[string, string], { readonly key: string }>(
        'SELECT key FROM required_keys WHERE workspace_id = ? AND project_id = ? ORDER BY key',
      )
      .all(project.workspaceId, project.projectId)
      .map(({ key }) => key),
  );
}
