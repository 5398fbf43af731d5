import { projectWide } from '../../core/changeset.ts';
import type { EnvironmentKind, ProjectRef } from '../../core/environment.ts';
import type { KindRule, KindRuleChange } from '../../core/kind-rule.ts';
import type { Context } from './context.ts';
import { type EventOrigin, recordEvent } from './journal.ts';
import { readExpectingKinds } from './read-rules.ts';

/**
 * Change what is expected of kinds of environments, with one line in the history that can be taken back.
 *
 * @returns the changes; where there are none, nothing is written and the history has no line
 */
export function changeKindRules(
  context: Context,
  project: ProjectRef,
  line: EventOrigin & { readonly title: string },
  wanted: ReadonlyMap<EnvironmentKind, KindRule>,
): readonly KindRuleChange[] {
  const { store } = context;
  return store.transaction(() => {
    const expecting = readExpectingKinds(context, project);
    const changes = [...wanted].flatMap(([kind, after]) => {
      const before: KindRule = expecting.includes(kind) ? 'expected' : 'look';
      return before === after ? [] : [{ kind, before, after }];
    });
    if (changes.length === 0) return changes;
    const { workspaceId, projectId } = project;
    const id = recordEvent(context, { workspaceId, projectId, slug: projectWide }, line.title, line);
    const insert = store.db.prepare(
      'INSERT INTO kind_rule_changes (change_set_id, kind, before, after) VALUES (?, ?, ?, ?)',
    );
    for (const change of changes) {
      writeRule(context, project, change);
      insert.run(id, change.kind, change.before, change.after);
    }
    return changes;
  });
}

/** What a line of the history did to the rules of kinds, sorted by kind; nothing for other lines. */
export function readKindRuleChanges({ store }: Context, changeSetId: string): readonly KindRuleChange[] {
  return store.run(() =>
    store.db
      .prepare<[string], KindRuleChange>(
        'SELECT kind, before, after FROM kind_rule_changes WHERE change_set_id = ? ORDER BY kind',
      )
      .all(changeSetId),
  );
}

function writeRule({ store }: Context, project: ProjectRef, { kind, after }: KindRuleChange): void {
  const at = [project.workspaceId, project.projectId, kind];
  store.db
    .prepare('DELETE FROM kind_rules WHERE workspace_id = ? AND project_id = ? AND kind = ?')
    .run(...at);
  if (after === 'look') return;
  store.db
    .prepare('INSERT INTO kind_rules (workspace_id, project_id, kind, rule) VALUES (?, ?, ?, ?)')
    .run(...at, after);
}
