import { crossingFields } from './agent-fields.ts';
import { withLinksOf } from './agent-links.ts';
import { canonicalJson, isJsonArray, isJsonObject, type JsonObject, objectOf, withFields } from './json.ts';

/**
 * What makes two agents of one slug the same: all that a clone carries, but for provider keys, which each environment
 * resolves for itself, and links to other agents.
 */
export function carriedText(agent: JsonObject): string {
  const carried = objectOf(
    Object.entries(agent)
      .filter(([field]) => crossingFields.has(field) && field !== 'providerKey')
      .map(([field, value]) => [field, field === 'toolsBlockConfig' ? withLinksOf(value, undefined) : value]),
  );
  const routes = carried['modelRoutes'];
  if (!isJsonArray(routes)) return canonicalJson(carried);
  const unpinned = routes.map((route) =>
    isJsonObject(route) ? withFields(route, [['providerKey', undefined]]) : route,
  );
  return canonicalJson(withFields(carried, [['modelRoutes', unpinned]]));
}
