import { ofResource, type PlannedRow } from '../../core/changeset-plan.ts';
import type { Side } from '../../core/side.ts';
import type { Expectation, Operation } from '../../core/workspace.ts';

/** The write of a planned row, with the state it expects to find. A row that does nothing has none. */
export function operationOf({ view: { resource, key }, before, after }: PlannedRow): Operation {
  const of = { ...ofResource({ resource }), key };
  const expect = before === null ? null : expectationOf(before);
  if (after === null) {
    if (expect === null) throw new Error('a deletion of nothing has no operation');
    return { type: 'delete', ...of, expect };
  }
  if (after.value === undefined) throw new Error('a hidden value cannot be written');
  return { type: 'set', ...of, value: after.value, kind: after.kind, note: after.note, expect };
}

const expectationOf = ({ fingerprint, kind, note }: Side): Expectation => ({ fingerprint, kind, note });
