import type { Context } from './context.ts';

/**
 * Name what a crash left behind. For right after the store was opened, before the first apply.
 *
 * A change set that was being applied is `interrupted`, or `done` if only its last word was missing; one whose
 * environment was not made yet is `interrupted` too. What a server may
 * or may not have done stays in doubt; the local workspace leaves no doubt, as change and outcome are one transaction.
 */
export function recoverInterrupted({ store, now }: Context): void {
  store.transaction(() => {
    store.db
      .prepare(
        `UPDATE change_sets SET finished_at = ?, state = CASE WHEN to_make IS NOT NULL OR EXISTS (
           SELECT 1 FROM operations o WHERE o.change_set_id = change_sets.id AND o.state NOT IN ('done', 'skipped')
         ) THEN 'interrupted' ELSE 'done' END
         WHERE state = 'applying'`,
      )
      .run(now());
  });
}

/** How many interrupted change sets nobody looked at yet. */
export function countInterrupted({ store }: Context): number {
  const row = store.run(() =>
    store.db
      .prepare<[], { count: number }>(
        "SELECT count(*) AS count FROM change_sets WHERE state = 'interrupted' AND seen_at IS NULL",
      )
      .get(),
  );
  return row?.count ?? 0;
}
