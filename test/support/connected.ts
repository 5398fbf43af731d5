import type { ConnectionInput } from '../../core/connection.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { FakeServer } from './server/server.ts';
import type { Services } from './services.ts';

/** A connection that is logged in to a server on this machine and has seen what its account has. */
export async function connect(
  { ask }: Services,
  { url, token }: Pick<FakeServer, 'url' | 'token'>,
  input: Partial<ConnectionInput> = {},
): Promise<{ readonly id: string; readonly env: (slug: string) => EnvironmentRef }> {
  const { id } = await ask('connections.add', { name: 'Work', url, allowHttp: false, ...input });
  await ask('connections.setToken', { id, token });
  await ask('connections.refresh', { id });
  const { workspaces } = await ask('scope.list', {});
  const projects = workspaces.find((one) => one.id === id)?.organizations.flatMap((one) => one.projects);
  const project = projects?.find(({ name }) => name === 'support-bot');
  if (project === undefined) throw new Error('the sample project is not there');
  return { id, env: (slug) => ({ workspaceId: id, projectId: project.id, slug }) };
}
