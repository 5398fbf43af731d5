import { strippedFields } from './agent-fields.ts';
import { type AgentName, linksById, linksBySlug } from './agent-links.ts';
import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  objectOf,
  textOf,
  withFields,
} from './json.ts';
import { KeyRef, keyOfRef, type ProviderKey, sameRef } from './provider-key.ts';

/** A provider key as a server lists it: under an id that means nothing elsewhere. */
export interface KeyRecord extends ProviderKey {
  readonly id: string;
}

/**
 * An agent's record, as a server gives it, as a document without ids.
 *
 * Provider keys are named by provider and variable; one that is not among `keys` is no pin any more, as it is none at
 * run time. In tools, other agents are named by slug (`core/agent-links.ts`). Whatever else holds one of the record's
 * own ids as its whole value goes, too.
 */
export function documentOfRecord(
  record: JsonObject,
  keys: readonly KeyRecord[],
  agents: readonly AgentName[] = [],
): JsonObject {
  const ids = new Set([
    ...strippedFields.flatMap((field) => textOf(record, field) ?? []).filter((id) => id !== record['slug']),
    ...keys.map(({ id }) => id),
  ]);
  const pins: [string, Json | undefined][] = [['providerKey', pinOf(record, keys)]];
  const routes = record['modelRoutes'];
  if (isJsonArray(routes))
    pins.push(['modelRoutes', routes.map((route) => (isJsonObject(route) ? routeOf(route, keys) : route))]);
  const bare = withFields(record, [...strippedFields.map((field) => [field, undefined] as const), ...pins]);
  return withoutIds(linksBySlug(bare, agents), ids) as JsonObject;
}

/** A document in the words of a server's record. */
export interface WrittenRecord {
  /** The document's fields with `providerKeyId` and ids of agents in place of names; without `skills`. */
  readonly fields: JsonObject;
  /** What the document names and the environment does not have: `provider:VARIABLE` of keys, slugs of agents. */
  readonly lostKeys: readonly string[];
  readonly lostAgents: readonly string[];
}

/** The inverse of `documentOfRecord`, for a whole document or some fields of one, by the ids of its environment. */
export function recordOfDocument(
  document: JsonObject,
  keys: readonly KeyRecord[],
  agents: readonly AgentName[],
): WrittenRecord {
  const lostKeys = new Set<string>();
  const idOf = (pin: Json | undefined): string | null => {
    const ref = KeyRef.safeParse(pin);
    if (!ref.success) return null;
    const key = keys.find((one) => sameRef(one, ref.data));
    if (key === undefined) lostKeys.add(keyOfRef(ref.data));
    return key?.id ?? null;
  };
  const { providerKey, skills: _, modelRoutes, ...rest } = document;
  const pinned = withFields(rest, [
    ['modelRoutes', modelRoutes === undefined ? undefined : routesWritten(modelRoutes, idOf)],
    ['providerKeyId', providerKey === undefined ? undefined : idOf(providerKey)],
  ]);
  const { agent: fields, lost } = linksById(pinned, agents);
  return { fields, lostKeys: [...lostKeys], lostAgents: lost };
}

const routesWritten = (routes: Json, idOf: (pin: Json | undefined) => string | null): Json =>
  isJsonArray(routes)
    ? routes.map((route) =>
        isJsonObject(route)
          ? withFields(route, [
              ['providerKey', undefined],
              ['providerKeyId', idOf(route['providerKey'])],
            ])
          : route,
      )
    : routes;

function routeOf(route: JsonObject, keys: readonly KeyRecord[]): Json {
  return withFields(route, [
    ['providerKeyId', undefined],
    ['providerKey', pinOf(route, keys) ?? null],
  ]);
}

function pinOf(of: JsonObject, keys: readonly KeyRecord[]): Json | undefined {
  const id = textOf(of, 'providerKeyId');
  const key = keys.find((one) => one.id === id);
  if (key !== undefined) return { provider: key.provider, envVarName: key.envVarName };
  return of['providerKey'];
}

function withoutIds(value: Json, ids: ReadonlySet<string>): Json {
  const stays = (one: Json) => typeof one !== 'string' || !ids.has(one);
  if (isJsonArray(value)) return value.filter(stays).map((one) => withoutIds(one, ids));
  if (!isJsonObject(value)) return value;
  return objectOf(
    Object.entries(value)
      .filter(([, one]) => stays(one))
      .map(([field, one]) => [field, withoutIds(one, ids)]),
  );
}
