import type { EnvironmentRef } from '../../../core/environment.ts';
import { inOneLine } from '../../../core/invisible.ts';
import type { FoundEnvironment, RemoteEnvironment } from './api.ts';

/** The console's slug of a server's environment: a branch is `preview/feat-x`. */
export const slugOf = ({ slug, branch }: Pick<RemoteEnvironment, 'slug' | 'branch'>): string =>
  branch === undefined ? slug : `${slug}/${branch}`;

/** The server's names of an environment. Only dev and preview have branches. */
export function remoteOf({ projectId, slug }: Pick<EnvironmentRef, 'projectId' | 'slug'>): RemoteEnvironment {
  const [, root, branch] = /^(dev|preview)\/(.+)$/s.exec(slug) ?? [];
  if (root === undefined || branch === undefined) return { projectRef: projectId, slug };
  return { projectRef: projectId, slug: root, branch };
}

/** The environment whose values show through on a branch; undefined for one that is no branch. */
export function parentOf(env: EnvironmentRef): EnvironmentRef | undefined {
  const { slug, branch } = remoteOf(env);
  return branch === undefined ? undefined : { ...env, slug };
}

const titles: Readonly<Record<string, string>> = {
  dev: 'Development',
  stg: 'Staging',
  staging: 'Staging',
  preview: 'Preview',
  prod: 'Production',
};

/** What an environment is called where the person has not named it. */
export function titleOf({ name, slug, branch }: FoundEnvironment): string {
  const own = inOneLine(name);
  if (own !== '' && own !== slug) return own;
  return inOneLine(branch ?? (Object.hasOwn(titles, slug) ? titles[slug] : undefined) ?? slug);
}

/** Names an environment in maps. */
export const nameOf = ({ projectId, slug }: Omit<EnvironmentRef, 'workspaceId'>): string =>
  JSON.stringify([projectId, slug]);
