import type { EnvironmentKind, ProjectRef } from '../../core/environment.ts';
import type { Required, Rule, RuleKind } from '../../core/rules.ts';
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

/** The keys that every environment of a project must have, sorted, each with the file that named it. */
export function readRequiredKeys({ store }: Context, project: ProjectRef): readonly Required[] {
  return store.run(() =>
    store.db
      .prepare<[string, string], Required>(
        'SELECT key, source FROM required_keys WHERE workspace_id = ? AND project_id = ? ORDER BY key',
      )
      .all(project.workspaceId, project.projectId),
  );
}

/** The kinds of environments whose differences are expected in a project, sorted. */
export function readExpectingKinds({ store }: Context, project: ProjectRef): readonly EnvironmentKind[] {
  return store.run(() =>
    store.db
      .prepare<[string, string], EnvironmentKind>(
        "SELECT kind FROM kind_rules WHERE workspace_id = ? AND project_id = ? AND rule = 'expected' ORDER BY kind",
      )
      .pluck()
      .all(project.workspaceId, project.projectId),
  );
}
