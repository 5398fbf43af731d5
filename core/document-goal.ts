import { unlikeGoal } from './agent-serve.ts';
import { diffDocuments } from './document-diff.ts';
import { isJsonObject, readJson } from './json.ts';
import type { DocumentResource } from './resource.ts';

/** A write of a document as canonical texts; undefined where there was, or is to be, none. */
export interface DocumentGoal {
  readonly resource: DocumentResource;
  readonly before: string | undefined;
  readonly goal: string | undefined;
}

/**
 * What a document read after a write tells of it.
 *
 * - `done`: it holds what was to be. `not-done`: what was there before.
 * - `other`: a third thing; `fields` are the outermost names of what is otherwise, none where one of them is no document.
 */
export type DocumentVerdict =
  | { readonly verdict: 'done' | 'not-done' }
  | { readonly verdict: 'other'; readonly fields: readonly string[] };

/** Judge a write of a document by its text now; undefined where there is none. */
export function judgeDocument(of: DocumentGoal, now: string | undefined): DocumentVerdict {
  const { before, goal } = of;
  if (now === goal) return { verdict: 'done' };
  if (now === undefined || goal === undefined)
    return now === before ? { verdict: 'not-done' } : { verdict: 'other', fields: [] };
  const fields = unlike(of.resource, goal, before, now);
  if (fields.length === 0) return { verdict: 'done' };
  return now === before ? { verdict: 'not-done' } : { verdict: 'other', fields };
}

/** A server adds to a new agent what nobody asked for; of anything else every difference counts. */
function unlike(
  resource: DocumentResource,
  goal: string,
  before: string | undefined,
  now: string,
): readonly string[] {
  const [wanted, was, is] = [
    readJson(goal),
    before === undefined ? undefined : readJson(before),
    readJson(now),
  ];
  if (resource === 'agent' && isJsonObject(wanted) && isJsonObject(is))
    return unlikeGoal(wanted, isJsonObject(was) ? was : undefined, is);
  return [...new Set(diffDocuments(wanted, is).map(({ path }) => path[0] ?? 'content'))];
}
