import type { Connection } from '../../core/connection.ts';
import { fail } from '../../core/errors.ts';
import { holdsToken } from '../../core/token-text.ts';
import { createServerApi } from '../workspaces/server/http/server-api.ts';
import { refuseWhenClosing } from './closing.ts';
import { refreshConnection } from './connections-refresh.ts';
import type { Context } from './context.ts';

interface AddedSlug {
  readonly id: string;
  readonly projectId: string;
  readonly slug: string;
}

/**
 * Add an environment that no route of the server lists, after the server was asked whether it has it.
 *
 * Fails: `not-found` (the server has none of that slug), `server`, `keychain`; `invalid-input` where it is listed
 * already, or is a token: nothing was sent.
 */
export async function addSlug(context: Context, { id, projectId, slug }: AddedSlug): Promise<Connection> {
  const { servers, credentials, budgets, now } = context;
  const refused = (reason: string): never =>
    fail({ code: 'invalid-input', issues: [{ path: 'slug', reason }] });
  if (holdsToken(slug)) refused('a-token');
  if (await isListed(context, { id, projectId, slug })) refused('already-there');
  const connection = (): Connection => servers.connection(id);
  const api = createServerApi({ connection, token: () => credentials.read(id), budgets, now });
  try {
    if (!(await api.hasEnvironment({ projectRef: projectId, slug })))
      fail({ code: 'not-found', what: 'environment', name: slug });
  } finally {
    api.close();
  }
  refuseWhenClosing(context);
  servers.addSlug(id, { projectId, slug });
  await refreshConnection(context, { id });
  return connection();
}

async function isListed({ servers }: Context, { id, projectId, slug }: AddedSlug): Promise<boolean> {
  const { organizations } = await servers.workspace(id).describe();
  const projects = organizations.flatMap((organization) => organization.projects);
  const environments = projects.find((project) => project.id === projectId)?.environments ?? [];
  return environments.some((environment) => environment.slug === slug);
}

/** Take an added environment out of the list again. What was read of it stays. Fails: `not-found`. */
export async function removeSlug(context: Context, { id, ...added }: AddedSlug): Promise<Connection> {
  const { servers } = context;
  servers.change(id, { addedSlugs: without(servers.connection(id), added) });
  await refreshConnection(context, { id }).catch(() => undefined); // it is noted at the connection
  return servers.connection(id);
}

const without = (
  { addedSlugs }: Connection,
  { projectId, slug }: Omit<AddedSlug, 'id'>,
): Connection['addedSlugs'] => addedSlugs.filter((one) => one.projectId !== projectId || one.slug !== slug);
