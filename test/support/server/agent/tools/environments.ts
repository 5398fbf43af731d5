import { z } from 'zod';
import { environmentKey, lettersOf, newId } from '../../names.ts';
import { type Environment, environmentsOf, put, valuesOf } from '../../world.ts';
import { isoOf } from '../agent-route.ts';
import { forget } from '../scoped-env.ts';
import { isAdmin, nothing, refused, type ToolAsked, tool } from './tool.ts';

const types = ['PRODUCTION', 'STAGING', 'DEVELOPMENT', 'PREVIEW'] as const;
const approval = { approval: true } as const;

/** Environments of the token's project, and variables of its environment. */
export const environmentTools = [
  tool('environments.list', nothing, list),
  tool(
    'environments.create',
    z.object({ slug: z.string(), type: z.enum(types).default('DEVELOPMENT') }),
    create,
    approval,
  ),
  tool('environments.delete', z.object({ environmentId: z.string() }), archive, approval),
  tool('environments.list_secrets', nothing, listSecrets),
  tool('environments.set_secret', z.object({ name: z.string(), value: z.string() }), setSecret, approval),
  tool('environments.delete_secret', z.object({ name: z.string() }), deleteSecret, approval),
];

/** By type in the order of the database, then by slug; archived ones and branches too. */
function list({ world, scope }: ToolAsked) {
  return [...environmentsOf(world, scope.projectId)]
    .sort((a, b) => types.indexOf(a.type) - types.indexOf(b.type) || a.slug.localeCompare(b.slug))
    .map((one) => ({
      id: one.id,
      slug: one.slug,
      type: one.type,
      shortcode: shortcodeOf(one),
      branchName: one.branchName ?? null,
      paused: one.paused,
      createdAt: one.createdAt,
      updatedAt: one.archivedAt ?? one.createdAt,
      archivedAt: one.archivedAt ?? null,
      orgMemberId: one.userId === undefined ? null : `member_${one.userId}`,
    }));
}

const shortcodeOf = ({ id }: Environment): string => lettersOf(id, 8);

/** An archived environment goes on holding its slug. */
function create(asked: ToolAsked, { slug: sent, type }: { slug: string; type: Environment['type'] }) {
  if (!isAdmin(asked)) return refused('access_denied');
  const slug = sent.trim().toLowerCase();
  if (!/^[a-z0-9][a-z0-9-]{0,30}$/.test(slug)) return refused('slug_invalid');
  const { world, scope, now } = asked;
  if (environmentsOf(world, scope.projectId).some((one) => one.slug === slug)) return refused('slug_taken');
  const made: Environment = {
    id: newId('env'),
    projectId: scope.projectId,
    slug,
    type,
    apiKey: environmentKey(type),
    createdAt: isoOf(now),
    paused: false,
  };
  world.environments.push(made);
  return { id: made.id, slug, type, shortcode: shortcodeOf(made), createdAt: made.createdAt };
}

function archive(asked: ToolAsked, { environmentId }: { environmentId: string }) {
  if (!isAdmin(asked)) return refused('access_denied');
  const { world, scope, now } = asked;
  const found = environmentsOf(world, scope.projectId).find(({ id }) => id === environmentId);
  if (found === undefined) return refused('not_found');
  if (found.archived === true) return { archived: false, alreadyArchived: true };
  if (found.type === 'PRODUCTION') return refused('production_env_protected');
  const inIt = (one: { readonly environmentId: string }) => one.environmentId === environmentId;
  const agents = world.agent.agents.filter((one) => inIt(one) && one.isActive).length;
  if (agents > 0) return refused('env_in_use', { reason: 'active_agents', count: agents });
  const threads = world.agent.threads.filter((one) => inIt(one) && !one.archived).length;
  if (threads > 0) return refused('env_in_use', { reason: 'active_threads', count: threads });
  found.archived = true;
  found.archivedAt = isoOf(now);
  return { archived: true };
}

/** Names and dates, of plain variables too; never a value. */
function listSecrets({ world, scope }: ToolAsked) {
  const secrets = [...valuesOf(world, scope.environmentId)].map(([name, one]) => ({
    name,
    version: one.version,
    createdAt: isoOf(one.createdAt),
    updatedAt: isoOf(one.updatedAt),
    isSecret: one.secret,
  }));
  return { secrets, count: secrets.length };
}

const nameRule = /^[A-Z][A-Z0-9_]{0,63}$/;

function setSecret(asked: ToolAsked, { name, value }: { name: string; value: string }) {
  const { world, scope, now } = asked;
  if (!isAdmin(asked)) return refused('access_denied');
  if (!nameRule.test(name)) return refused('name_invalid');
  if (value === '') return refused('value_required');
  if (value.length > 8192) return refused('value_too_long');
  if (world.agent.encryptionKey === 'missing') return refused('agent_misconfigured');
  put(world, scope.environmentId, name, value, { secret: true, now });
  forget(world, scope.environmentId, name);
  return { ok: true, name };
}

/** Deleting what is not there is fine. */
function deleteSecret(asked: ToolAsked, { name }: { name: string }) {
  if (!isAdmin(asked)) return refused('access_denied');
  const { world, scope } = asked;
  forget(world, scope.environmentId, name);
  return { deleted: valuesOf(world, scope.environmentId).delete(name), name };
}
