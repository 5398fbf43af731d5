import type { ProjectRef } from '../../core/environment.ts';
import type { Rule, RuleKind } from '../../core/rules.ts';
import type { Context } from './context.ts';
import { findProject } from './find-environment.ts';
import { readRequiredKeys, readRules } from './read-rules.ts';

/** The rules a person set in a project, and the keys that example files require. */
export async function listRules(
  context: Context,
  { project }: { readonly project: ProjectRef },
): Promise<{ rules: Rule[]; required: string[] }> {
  await findProject(context, project);
  return { rules: [...readRules(context, project)], required: [...readRequiredKeys(context, project)] };
}

interface Put {
  readonly project: ProjectRef;
  readonly key: string;
  readonly rule: RuleKind | null;
  readonly note?: string | undefined;
}

/** Set the rule of one key; null takes it away, so that the default holds again. */
export async function putRule(
  context: Context,
  { project, key, rule, note }: Put,
): Promise<Record<string, never>> {
  await findProject(context, project);
  const { workspaceId, projectId } = project;
  const { db, transaction } = context.store;
  transaction(() => {
    if (rule === null)
      db.prepare('DELETE FROM rules WHERE workspace_id = ? AND project_id = ? AND key = ?').run(
        workspaceId,
        projectId,
        key,
      );
    else
      db.prepare(
        `INSERT INTO rules (workspace_id, project_id, key, rule, note) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET rule = excluded.rule, note = excluded.note`,
      ).run(workspaceId, projectId, key, rule, note === undefined || note === '' ? null : note);
  });
  return {};
}
