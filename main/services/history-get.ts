import type { ChangeSetDetail } from '../../core/changeset.ts';
import { Failure } from '../../core/errors.ts';
import { readKindRuleChanges } from './change-kind-rules.ts';
import { readRuleChanges } from './change-rules.ts';
import type { Context } from './context.ts';
import { type CountedRow, countedColumns, summaryOf } from './history-list.ts';
import { named, type OperationRow, readOperations, readUnfinished } from './journal.ts';
import { isForgotten, metaFromJournal } from './journal-sides.ts';
import { outcomeOf } from './run-plan.ts';

/** A line of the journal with its operations, without values. An interrupted one counts as looked at from here on. */
export function getHistory(
  context: Context,
  { changeSetId }: { readonly changeSetId: string },
): ChangeSetDetail {
  const { store, now, emit } = context;
  const row = store.run(() =>
    store.db
      .prepare<[string], CountedRow>(`SELECT ${countedColumns} FROM change_sets c WHERE c.id = ?`)
      .get(changeSetId),
  );
  if (row === undefined) throw new Failure({ code: 'not-found', what: 'change-set', name: changeSetId });
  const seen = store.run(() =>
    store.db
      .prepare(
        "UPDATE change_sets SET seen_at = ? WHERE id = ? AND state = 'interrupted' AND seen_at IS NULL",
      )
      .run(now(), changeSetId),
  );
  if (seen.changes > 0) emit('app.changed', {});
  const open = new Set(readUnfinished(context, changeSetId).map(({ position }) => position));
  const rows = readOperations(context, changeSetId).map((operation) =>
    rowOf(operation, operation.state !== 'done' && !open.has(operation.position)),
  );
  return {
    ...summaryOf(row),
    rows,
    ruleChanges: [...readRuleChanges(context, changeSetId)],
    kindChanges: [...readKindRuleChanges(context, changeSetId)],
  };
}

function rowOf(operation: OperationRow, doneLater: boolean): ChangeSetDetail['rows'][number] {
  const before = metaFromJournal(operation.inverse);
  const after = metaFromJournal(operation.op);
  const sides = { before: operation.inverse, after: operation.op };
  const forgotten = (['before', 'after'] as const).filter((side) => isForgotten(sides[side]));
  return {
    ...named(operation),
    action: after === undefined ? 'delete' : before === undefined ? 'create' : 'update',
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    outcome: outcomeOf(operation).outcome,
    ...(doneLater ? { doneLater } : {}),
    ...(forgotten.length > 0 ? { forgotten } : {}),
  };
}
