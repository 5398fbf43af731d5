import { z } from 'zod';

/** What a change set changes: a variable, or a document that an environment owns. */
export const Resource = z.enum(['variable', 'provider-key', 'agent', 'queue']);
export type Resource = z.infer<typeof Resource>;

/** Everything but variables is a document: canonical JSON text under a key. */
export const DocumentResource = Resource.exclude(['variable']);
export type DocumentResource = z.infer<typeof DocumentResource>;

/** Where a row has no resource it is of a variable: so are the lines of a journal from before there were others. */
export interface OfResource {
  readonly resource?: Resource | undefined;
  readonly key: string;
}

/** What a row, an operation or a line of the journal is of: a variable where it names no resource. */
export const resourceOf = ({ resource }: Pick<OfResource, 'resource'>): Resource => resource ?? 'variable';

/** The order in which one plan writes: what others need goes first. */
const rank: Readonly<Record<Resource, number>> = { variable: 0, 'provider-key': 1, agent: 2, queue: 3 };

/**
 * One text for resource and key: rows of a plan are told apart by it.
 *
 * That of a variable is its key. A line break stands between the others' two parts, which no key has.
 */
export function rowId(row: OfResource): string {
  const resource = resourceOf(row);
  return resource === 'variable' ? row.key : `${resource}\n${row.key}`;
}

/** What a text made by `rowId` is of. */
export function rowOf(id: string): OfResource & { readonly resource: Resource } {
  const at = id.indexOf('\n');
  const resource = Resource.safeParse(id.slice(0, at));
  if (at === -1 || !resource.success) return { resource: 'variable', key: id };
  return { resource: resource.data, key: id.slice(at + 1) };
}

/** The order of a plan's rows: by resource, then by key. */
export function byResource(a: OfResource, b: OfResource): number {
  const first = rank[resourceOf(a)] - rank[resourceOf(b)];
  if (first !== 0) return first;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

export const resourceNames: Readonly<Record<Resource, { readonly one: string; readonly many: string }>> = {
  variable: { one: 'variable', many: 'variables' },
  'provider-key': { one: 'provider key', many: 'provider keys' },
  agent: { one: 'agent', many: 'agents' },
  queue: { one: 'queue', many: 'queues' },
};

/** Slug of an agent, name of a queue, `provider:VARIABLE` of a provider key. */
export const DocumentKey = z.string().min(1).max(200);
