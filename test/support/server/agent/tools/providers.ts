import { z } from 'zod';
import { routesBody } from '../agent-config.ts';
import type { Agent } from '../agent-world.ts';
import { agentAt, agentsIn, changeAgent } from '../agents.ts';
import { type Manifest, manifestOf, manifests } from '../manifests.ts';
import {
  addKey,
  changeKey,
  isTaken,
  keyAt,
  keyShape,
  keysIn,
  pinnedTo,
  removeKey,
} from '../provider-keys.ts';
import { credentialState, link, providerShape, unlink } from '../provider-state.ts';
import { nothing, refused, type ToolAsked, tool } from './tool.ts';

const approval = { approval: true } as const;
const text = z.string().min(1);
const ofProvider = z.object({ providerId: text });
const newKey = z.object({
  provider: text,
  label: text,
  envVarName: text,
  isDefault: z.boolean().optional(),
});

/** Providers of the token's environment, their keys, and the routes of its agents. */
export const providerTools = [
  tool('providers.list', nothing, ({ place }) => ({
    providers: manifests.map((one) => providerShape(place, one)),
  })),
  tool('providers.get', ofProvider, (asked, { providerId }) =>
    withManifest(providerId, (one) => providerShape(asked.place, one)),
  ),
  tool('providers.link', ofProvider, (asked, { providerId }) =>
    withManifest(providerId, ({ id }) => link(asked.place, id)),
  ),
  tool('providers.unlink', ofProvider, (asked, { providerId }) =>
    withManifest(providerId, ({ id }) => {
      unlink(asked.place, id);
      return { unlinked: true };
    }),
  ),
  tool(
    'providers.test_credentials',
    z.object({ keyId: z.string().optional(), providerId: z.string().optional() }),
    testCredentials,
  ),
  tool('providers.list_keys', z.object({ provider: z.string().optional() }), listKeys),
  tool('providers.add_key', newKey, add, approval),
  tool(
    'providers.rotate_key',
    z.object({ keyId: text, envVarName: text, label: z.string().optional() }),
    rotate,
    approval,
  ),
  tool('providers.delete_key', z.object({ keyId: text }), remove, approval),
  tool('providers.set_routes', z.object({ agentId: text, routes: routesBody }), setRoutes, approval),
  tool('providers.get_routes', z.object({ agentId: z.string().optional() }), getRoutes),
];

function withManifest(providerId: string, give: (manifest: Manifest) => unknown): unknown {
  const found = manifestOf(providerId);
  return found === undefined ? refused('unknown_provider') : give(found);
}

/** Of a key's variable, or of the first that a provider wants. */
function testCredentials(
  { place }: ToolAsked,
  sent: { keyId?: string | undefined; providerId?: string | undefined },
) {
  if (sent.keyId === undefined)
    return withManifest(sent.providerId ?? '', ({ requiredEnv: [envVarName] }) => ({
      ...credentialState(place, envVarName),
      envVarName,
    }));
  const key = keyAt(place, sent.keyId);
  if (key === undefined) return refused('key_not_found');
  return { ...credentialState(place, key.envVarName), envVarName: key.envVarName };
}

function listKeys({ place }: ToolAsked, { provider }: { provider?: string | undefined }) {
  const keys = keysIn(place).filter((one) => provider === undefined || one.provider === provider);
  return { keys: keys.map((one) => keyShape(place, one)) };
}

/** Unlike the route, looks first whether the variable is taken. */
function add({ place, scope }: ToolAsked, sent: z.infer<typeof newKey>) {
  const made = isTaken(place, sent) ? undefined : addKey(place, sent, scope.userId);
  if (made === undefined) return refused('already_exists');
  const { id: keyId, provider, label, envVarName, isDefault } = made;
  return { keyId, provider, label, envVarName, isDefault };
}

/** Points a key at another variable. */
function rotate(
  { place }: ToolAsked,
  { keyId, ...change }: { keyId: string; envVarName: string; label?: string | undefined },
) {
  const key = keyAt(place, keyId);
  if (key === undefined) return refused('key_not_found');
  const { envVarName, label } = changeKey(place, key, change);
  return { keyId, envVarName, label };
}

function remove({ place }: ToolAsked, { keyId }: { keyId: string }) {
  const key = keyAt(place, keyId);
  if (key === undefined) return refused('key_not_found');
  const agents = pinnedTo(place, key).map(({ id, slug }) => ({ id, slug }));
  if (agents.length > 0) return refused('pinned_agents', { count: agents.length, agents });
  removeKey(place, key);
  return { deleted: true, keyId };
}

/** The one place where the keys of routes are looked up. */
function setRoutes(asked: ToolAsked, { agentId, routes }: { agentId: string; routes: Agent['modelRoutes'] }) {
  const agent = agentAt(asked, agentId);
  if (agent === undefined) return refused('agent_not_found');
  const ids = routes.flatMap(({ providerKeyId }) => providerKeyId ?? []);
  const unknown = ids.filter((id) => keyAt(asked.place, id) === undefined);
  if (unknown.length > 0) return refused('unknown_provider_key_ids', { ids: unknown });
  return routesOf(changeAgent(asked, agent, { modelRoutes: routes }));
}

function getRoutes(asked: ToolAsked, { agentId }: { agentId?: string | undefined }) {
  if (agentId === undefined) return { agents: agentsIn(asked).map(routesOf) };
  const agent = agentAt(asked, agentId);
  return agent === undefined ? refused('agent_not_found') : routesOf(agent);
}

const routesOf = ({ id, slug, model, providerKeyId, modelRoutes }: Agent) => ({
  agentId: id,
  slug,
  model,
  providerKeyId,
  routes: modelRoutes,
});
