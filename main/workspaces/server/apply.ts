import { resourceOf } from '../../../core/resource.ts';
import type { ApplyRequest } from '../../../core/workspace.ts';
import { applyVariables } from './apply-variables.ts';
import type { Entry } from './course.ts';
import { applyDocuments } from './documents/apply-documents.ts';
import type { DocumentDesk } from './documents/document-desk.ts';

/** How often it is asked whether an apply was cancelled, while its writes wait for a rate limit. */
const cancelledMs = 100;

/**
 * Carry out operations in their order: variables in batches, documents one after another.
 *
 * Fails with what stopped it, once all that was sent is settled; what comes behind that is not sent.
 */
export async function apply(documents: DocumentDesk, request: ApplyRequest): Promise<void> {
  const { desk } = documents;
  const cancel = new AbortController();
  const watch = setInterval(() => {
    if (request.cancelled()) cancel.abort();
  }, cancelledMs);
  const patience = AbortSignal.any([desk.signal, cancel.signal]);
  try {
    for (const operations of runsOf(request.operations)) {
      const part = { ...request, operations };
      if (operations.some(isOfVariable)) await applyVariables(desk, part, patience);
      else await applyDocuments(documents, part, patience);
    }
  } finally {
    clearInterval(watch);
  }
}

const isOfVariable = ({ operation }: Entry): boolean => resourceOf(operation) === 'variable';

/** Operations in their order, cut where variables end or begin. */
function runsOf(operations: readonly Entry[]): readonly (readonly Entry[])[] {
  const runs: Entry[][] = [];
  for (const entry of operations) {
    const last = runs.at(-1);
    if (last?.[0] !== undefined && isOfVariable(last[0]) === isOfVariable(entry)) last.push(entry);
    else runs.push([entry]);
  }
  return runs;
}
