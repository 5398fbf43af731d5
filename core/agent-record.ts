import { strippedFields } from './agent-fields.ts';
import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  objectOf,
  textOf,
  withFields,
} from './json.ts';
import type { ProviderKey } from './provider-key.ts';

/** A provider key as a server lists it: under an id that means nothing elsewhere. */
export interface KeyRecord extends ProviderKey {
  readonly id: string;
}

/**
 * An agent's record, as a server gives it, as a document without ids.
 *
 * Provider keys are named by provider and variable; one that is not among `keys` is no pin any more, as it is none at
 * run time. Whatever else holds one of the record's own ids as its whole value goes, too.
 */
export function documentOfRecord(record: JsonObject, keys: readonly KeyRecord[]): JsonObject {
  const ids = new Set([
    ...strippedFields.flatMap((field) => textOf(record, field) ?? []).filter((id) => id !== record['slug']),
    ...keys.map(({ id }) => id),
  ]);
  const pins: [string, Json | undefined][] = [['providerKey', pinOf(record, keys)]];
  const routes = record['modelRoutes'];
  if (isJsonArray(routes))
    pins.push(['modelRoutes', routes.map((route) => (isJsonObject(route) ? routeOf(route, keys) : route))]);
  const bare = withFields(record, [...strippedFields.map((field) => [field, undefined] as const), ...pins]);
  return withoutIds(bare, ids) as JsonObject;
}

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
