import type { ProjectRef } from '../../core/environment.ts';
import { type RuleChange, RuleState, sameRules } from '../../core/rules.ts';
import type { Context } from './context.ts';
import { readRequiredKeys, readRules } from './read-rules.ts';
import { type RuleLine, recordRuleChanges } from './record-rule-changes.ts';

/**
 * Change what is expected of keys of a project, with one line in the history.
 *
 * @param wanted  the new state of each key, from the present one
 */
export function changeRules(
  context: Context,
  project: ProjectRef,
  line: RuleLine,
  wanted: ReadonlyMap<string, (now: RuleState) => RuleState>,
): readonly RuleChange[] {
  const find = (): readonly RuleChange[] => {
    const states = readStates(context, project);
    return [...wanted].flatMap(([key, change]) => {
      const before = states.get(key) ?? {};
      const after = change(before);
      return sameRules(before, after) ? [] : [{ key, before, after }];
    });
  };
  return recordRuleChanges(context, project, line, find, (change, id) => {
    writeState(context, project, change);
    context.store.db
      .prepare('INSERT INTO rule_changes (change_set_id, key, before, after) VALUES (?, ?, ?, ?)')
      .run(id, change.key, JSON.stringify(change.before), JSON.stringify(change.after));
  });
}

/** What a line of the history did to rules, sorted by key; nothing for other lines. */
export function readRuleChanges({ store }: Context, changeSetId: string): readonly RuleChange[] {
  const rows = store.run(() =>
    store.db
      .prepare<[string], { readonly key: string; readonly before: string; readonly after: string }>(
        'SELECT key, before, after FROM rule_changes WHERE change_set_id = ? ORDER BY key',
      )
      .all(changeSetId),
  );
  return rows.map(({ key, before, after }) => ({
    key,
    before: RuleState.parse(JSON.parse(before)),
    after: RuleState.parse(JSON.parse(after)),
  }));
}

function readStates(context: Context, project: ProjectRef): ReadonlyMap<string, RuleState> {
  const states = new Map<string, RuleState>();
  for (const { key, rule, note } of readRules(context, project))
    states.set(key, { rule, ...(note === undefined ? {} : { note }) });
  for (const { key, source } of readRequiredKeys(context, project))
    states.set(key, { ...states.get(key), requiredBy: source });
  return states;
}

function writeState(
  { store }: Context,
  { workspaceId, projectId }: ProjectRef,
  { key, after: { rule, note, requiredBy } }: RuleChange,
): void {
  const put = (table: 'rules' | 'required_keys', columns: readonly (readonly [string, string | null])[]) => {
    store.db
      .prepare(`DELETE FROM ${table} WHERE workspace_id = ? AND project_id = ? AND key = ?`)
      .run(workspaceId, projectId, key);
    if (columns.length === 0) return;
    const names = columns.map(([name]) => name).join(', ');
    store.db
      .prepare(
        `INSERT INTO ${table} (workspace_id, project_id, key, ${names}) VALUES (?, ?, ?${', ?'.repeat(columns.length)})`,
      )
      .run(workspaceId, projectId, key, ...columns.map(([, value]) => value));
  };
  put(
    'rules',
    rule === undefined
      ? []
      : [
          ['rule', rule],
          ['note', note ?? null],
        ],
  );
  put('required_keys', requiredBy === undefined ? [] : [['source', requiredBy]]);
}
