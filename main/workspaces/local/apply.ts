import { setImmediate } from 'node:timers/promises';
import { resourceOf } from '../../../core/resource.ts';
import type { ApplyRequest, Operation, Outcome } from '../../../core/workspace.ts';
import { environmentRow, type Local } from './tables.ts';
import { type Target, write } from './write.ts';
import { writeDocument } from './write-document.ts';

/** What one transaction takes at most, so that the app answers in between. */
const operationsPerChunk = 50;
const unitsPerChunk = 1_048_576;

/**
 * Carry out operations chunk by chunk. Within a chunk variables, versions and outcomes are one transaction: after a crash
 * an operation is either done and recorded as such, or neither.
 */
export async function apply(local: Local, request: ApplyRequest): Promise<void> {
  const target = { environmentId: environmentRow(local, request.env).id, changeSetId: request.changeSetId };
  for (const chunk of chunksOf(request.operations)) {
    if (request.cancelled()) return;
    local.store.transaction(() => {
      for (const { position, operation } of chunk)
        request.journal.settled(position, carryOut(local, target, operation));
    });
    await setImmediate();
  }
}

function carryOut(local: Local, target: Target, operation: Operation): Outcome {
  const resource = resourceOf(operation);
  if (resource === 'variable') return write(local, target, operation);
  return writeDocument(local, target, resource, operation);
}

function* chunksOf(operations: ApplyRequest['operations']): Generator<ApplyRequest['operations']> {
  let chunk: ApplyRequest['operations'][number][] = [];
  let units = 0;
  for (const entry of operations) {
    chunk.push(entry);
    units += entry.operation.type === 'set' ? entry.operation.value.length : 0;
    if (chunk.length < operationsPerChunk && units < unitsPerChunk) continue;
    yield chunk;
    chunk = [];
    units = 0;
  }
  if (chunk.length > 0) yield chunk;
}
