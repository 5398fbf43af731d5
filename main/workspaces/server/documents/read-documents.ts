import type { EnvironmentRef } from '../../../../core/environment.ts';
import { Failure } from '../../../../core/errors.ts';
import { canonicalJson } from '../../../../core/json.ts';
import { type DocumentResource, resourceNames } from '../../../../core/resource.ts';
import { byKey } from '../../../../core/variable.ts';
import type { StoredDocument } from '../../../../core/workspace.ts';
import { type Desk, serverFailure } from '../slots.ts';
import type { DocumentSource, FoundDocument } from './source.ts';

/** Where a resource comes from. Fails: `unsupported`. */
export function sourceOf({ parts }: Desk, resource: DocumentResource): DocumentSource {
  const source = parts.sources[resource];
  if (source !== undefined) return source;
  const { many } = resourceNames[resource];
  throw new Failure({
    code: 'unsupported',
    what: many,
    why: `This connection does not reach ${many}.`,
  });
}

/**
 * Documents from the server, sorted by key: all of a resource, or those of `keys`. What was in doubt of them is settled
 * before anybody sees them.
 *
 * Fails: `server`, `unsupported`.
 */
export async function readDocuments(
  desk: Desk,
  env: EnvironmentRef,
  resource: DocumentResource,
  keys?: readonly string[],
  signal: AbortSignal = desk.signal,
): Promise<readonly StoredDocument[]> {
  const source = sourceOf(desk, resource);
  if (desk.parts.connection().stayOffline) throw serverFailure(desk, 'offline');
  // From before the question: what is sent after it may not be in the answer.
  const doubts = desk.parts.documentsInDoubt(env, resource);
  const found = await source.read(env, keys, signal);
  desk.signal.throwIfAborted();
  const stored = found.map((one) => storedOf(desk, one)).sort(byKey);
  await settle(desk, env, resource, { keys, doubts, stored }, signal);
  return stored;
}

function storedOf({ parts }: Desk, { key, content, changedAt, live }: FoundDocument): StoredDocument {
  const text = canonicalJson(content);
  const more = live === undefined ? {} : { live };
  return { key, text, fingerprint: parts.fingerprint(text), version: 0, changedAt, ...more };
}

interface Read {
  readonly keys: readonly string[] | undefined;
  readonly doubts: readonly string[];
  readonly stored: readonly StoredDocument[];
}

/** A list that leaves parts out tells nothing of a document: those in doubt are then read by their keys. */
async function settle(
  desk: Desk,
  env: EnvironmentRef,
  resource: DocumentResource,
  { keys, doubts, stored }: Read,
  signal: AbortSignal,
): Promise<void> {
  const asked = keys === undefined ? doubts : doubts.filter((key) => keys.includes(key));
  if (asked.length === 0) return;
  const source = sourceOf(desk, resource);
  const whole =
    keys === undefined && source.briefLists
      ? (await source.read(env, asked, signal)).map((one) => storedOf(desk, one))
      : stored;
  desk.signal.throwIfAborted();
  const now = new Map(whole.map((one) => [one.key, one]));
  desk.parts.documentsRead(env, resource, new Map(asked.map((key) => [key, now.get(key) ?? null])));
}
