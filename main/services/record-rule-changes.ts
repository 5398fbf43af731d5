import { projectWide } from '../../core/changeset.ts';
import type { ProjectRef } from '../../core/environment.ts';
import type { Context } from './context.ts';
import { type EventOrigin, recordEvent } from './journal.ts';

/** What the history says of a change of rules. */
export type RuleLine = EventOrigin & { readonly title: string };

/**
 * Write changes of a project's rules with one line in the history that can be taken back, all in one transaction.
 *
 * @param find   what changes; where that is nothing, nothing is written and the history has no line
 * @param write  writes one change, and keeps it under the line's id
 */
export function recordRuleChanges<Change>(
  context: Context,
  { workspaceId, projectId }: ProjectRef,
  line: RuleLine,
  find: () => readonly Change[],
  write: (change: Change, changeSetId: string) => void,
): readonly Change[] {
  return context.store.transaction(() => {
    const changes = find();
    if (changes.length === 0) return changes;
    const id = recordEvent(context, { workspaceId, projectId, slug: projectWide }, line.title, line);
    for (const change of changes) write(change, id);
    return changes;
  });
}
