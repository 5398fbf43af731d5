import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { EnvironmentRef } from '../../../../core/environment.ts';
import type { DocumentResource } from '../../../../core/resource.ts';
import type { StoredDocument } from '../../../../core/workspace.ts';
import type { Fingerprinter } from '../../../store/fingerprint.ts';
import type { Store } from '../../../store/open.ts';

/** The last complete list of one resource of an environment. */
export interface SeenDocuments {
  /** Unix milliseconds. */
  readonly readAt: number;
  /** Sorted by key. Of a source with brief lists, without the parts that those leave out. */
  readonly documents: readonly StoredDocument[];
  /** Of a source with brief lists: what was read by its keys since. */
  readonly wholes: readonly StoredDocument[];
}

type Entry = readonly [
  key: string,
  text: string,
  changedAt: number | null,
  live: StoredDocument['live'] | null,
];

/** As it is kept. */
interface Content {
  readonly documents: readonly Entry[];
  readonly wholes: readonly Entry[];
}

const ofList =
  'workspace_id = @workspaceId AND project_id = @projectId AND slug = @slug AND resource = @resource';

/** The list that was seen last; undefined where none was. */
export function readSeen(
  { db, run }: Store,
  env: EnvironmentRef,
  resource: DocumentResource,
  fingerprint: Fingerprinter,
): SeenDocuments | undefined {
  const row = run(() =>
    db
      .prepare<
        [EnvironmentRef & { readonly resource: string }],
        { readonly readAt: number; readonly content: Buffer }
      >(`SELECT read_at AS readAt, content FROM document_lists WHERE ${ofList}`)
      .get({ ...env, resource }),
  );
  if (row === undefined) return undefined;
  // Written by `keepSeen` only.
  const content = JSON.parse(inflateRawSync(row.content).toString('utf8')) as Content;
  const documentOf = ([key, text, changedAt, live]: Entry): StoredDocument => ({
    key,
    text,
    fingerprint: fingerprint(text),
    version: 0,
    changedAt: changedAt ?? undefined,
    ...(live === null || live === undefined ? {} : { live }),
  });
  return {
    readAt: row.readAt,
    documents: content.documents.map(documentOf),
    wholes: content.wholes.map(documentOf),
  };
}

/** Keep a list in place of the one before. */
export function keepSeen(
  { db, run }: Store,
  env: EnvironmentRef,
  resource: DocumentResource,
  { readAt, documents, wholes }: SeenDocuments,
): void {
  const entryOf = ({ key, text, changedAt, live }: StoredDocument): Entry => [
    key,
    text,
    changedAt ?? null,
    live ?? null,
  ];
  const kept: Content = { documents: documents.map(entryOf), wholes: wholes.map(entryOf) };
  const content = deflateRawSync(JSON.stringify(kept), { level: 1 });
  run(() =>
    db
      .prepare(
        `INSERT OR REPLACE INTO document_lists (workspace_id, project_id, slug, resource, read_at, content)
         VALUES (@workspaceId, @projectId, @slug, @resource, @readAt, @content)`,
      )
      .run({ ...env, resource, readAt, content }),
  );
}
