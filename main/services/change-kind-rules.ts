import type { EnvironmentKind, ProjectRef } from '../../core/environment.ts';
import type { KindRule, KindRuleChange } from '../../core/kind-rule.ts';
import type { Context } from './context.ts';
import { readExpectingKinds } from './read-rules.ts';
import { type RuleLine, recordRuleChanges } from './record-rule-changes.ts';

/** Change what is expected of kinds of environments, with one line in the history. */
export function changeKindRules(
  context: Context,
  project: ProjectRef,
  line: RuleLine,
  wanted: ReadonlyMap<EnvironmentKind, KindRule>,
): readonly KindRuleChange[] {
  const find = (): readonly KindRuleChange[] => {
    const expecting = readExpectingKinds(context, project);
    return [...wanted].flatMap(([kind, after]) => {
      const before: KindRule = expecting.includes(kind) ? 'expected' : 'look';
      return before === after ? [] : [{ kind, before, after }];
    });
  };
  return recordRuleChanges(context, project, line, find, (change, id) => {
    writeRule(context, project, change);
    context.store.db
      .prepare('INSERT INTO kind_rule_changes (change_set_id, kind, before, after) VALUES (?, ?, ?, ?)')
      .run(id, change.kind, change.before, change.after);
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
