import type { PageSlug } from './page-slug.ts';

/** Where something is: the scope tuple by slugs, and the page. */
export interface Place {
  readonly workspace: string;
  readonly org: string;
  readonly project: string;
  readonly env: string;
  readonly page: PageSlug | string;
}

/** The in-app path of a place. Slugs of a server may hold anything, so each part is encoded. */
export function pathOf({ workspace, org, project, env, page }: Place): string {
  const part = encodeURIComponent;
  return `/w/${part(workspace)}/orgs/${part(org)}/projects/${part(project)}/env/${part(env)}/${part(page)}`;
}

const shape = /^\/w\/([^/]+)\/orgs\/([^/]+)\/projects\/([^/]+)\/env\/([^/]+)\/([^/?#]+)/;

/** The place that a path names, or undefined when it names none. */
export function placeOf(path: string): Place | undefined {
  const found = shape.exec(path);
  if (found === null) return undefined;
  try {
    const [workspace = '', org = '', project = '', env = '', page = ''] = found
      .slice(1)
      .map(decodeURIComponent);
    return { workspace, org, project, env, page };
  } catch {
    return undefined;
  }
}

/** Whether main may open this path in the window: one of ours, never another page. */
export const isInAppPath = (path: string): boolean =>
  path === '/' || path === '/import' || placeOf(path) !== undefined;
