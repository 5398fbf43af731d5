import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import type { Output } from '../../core/ipc/contract.ts';
import { type DocumentResource, resourceOf, rowId } from '../../core/resource.ts';
import type { StoredDocument } from '../../core/workspace.ts';
import type { Context } from './context.ts';
import { findEnvironment } from './find-environment.ts';
import { readOperations } from './journal.ts';
import { sideFromJournal } from './journal-sides.ts';
import { findPlan } from './plan-registry.ts';
import { documentsOf, readDocuments } from './read-documents.ts';

interface OfOne {
  readonly env: EnvironmentRef;
  readonly resource: DocumentResource;
  readonly key: string;
}

/** One document as it is kept. Fails: `not-found`, `unsupported`. */
export async function getStored(
  context: Context,
  env: EnvironmentRef,
  resource: DocumentResource,
  key: string,
): Promise<StoredDocument> {
  await findEnvironment(context, env);
  const [found] = await readDocuments(context, env, resource, [key], 'stored');
  if (found !== undefined) return found;
  throw new Failure({ code: 'not-found', what: resource, name: key });
}

/** When a document was written, newest first; none where the workspace keeps no versions. */
export async function listDocumentVersions(
  context: Context,
  { env, resource, key }: OfOne,
): Promise<Output<'documents.versions'>> {
  const versions = (await documentsOf(context, env, resource).versions?.(env, resource, key)) ?? [];
  return {
    versions: versions.map(({ version, text, at, changeSetId }) => ({
      version,
      deleted: text === undefined,
      at,
      ...(changeSetId === undefined ? {} : { changeSetId }),
    })),
  };
}

/** The text of one version. Fails: `not-found`. */
export async function getDocumentVersion(
  context: Context,
  { env, resource, key, version }: OfOne & { readonly version: number },
): Promise<{ text: string }> {
  const versions = await documentsOf(context, env, resource).versions?.(env, resource, key);
  const text = versions?.find((one) => one.version === version)?.text;
  if (text !== undefined) return { text };
  throw new Failure({ code: 'not-found', what: 'version', name: `${key} ${version}` });
}

type Sides = Output<'changes.document'>;

const sidesOf = (before: string | undefined, after: string | undefined): Sides => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

/** Both sides of a document in a plan. Fails: `plan-gone`, `not-found`. */
export function planDocument(
  context: Context,
  { planId, ...of }: Omit<OfOne, 'env'> & { readonly planId: string },
): Sides {
  const row = findPlan(context, planId).rows.find(({ view }) => rowId(view) === rowId(of));
  if (row === undefined) throw new Failure({ code: 'not-found', what: of.resource, name: of.key });
  return sidesOf(row.before?.value, row.after?.value);
}

/** The same of a line of the journal. Fails: `not-found`, also where one of them was purged. */
export function journalDocument(
  context: Context,
  { changeSetId, resource, key }: Omit<OfOne, 'env'> & { readonly changeSetId: string },
): Sides {
  const rows = readOperations(context, changeSetId);
  const row = rows.find((one) => resourceOf(one) === resource && one.key === key);
  if (row === undefined) throw new Failure({ code: 'not-found', what: resource, name: key });
  const textAt = (json: string): string | undefined => {
    const read = sideFromJournal(json);
    if (!read.known) throw new Failure({ code: 'not-found', what: 'version', name: key });
    return read.side?.value;
  };
  return sidesOf(textAt(row.inverse), textAt(row.op));
}
