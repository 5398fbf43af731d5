import { Failure } from '../../../core/errors.ts';
import { limits } from '../../../core/limits.ts';
import type { Management } from '../../../core/workspace.ts';
import { createEnvironment } from './create-environment.ts';
import { type Local, localWorkspaceId } from './tables.ts';

type Created = Awaited<ReturnType<Management['createProject']>>;

/** Make a project with its `dev`, and its organization if there is none of that name. Fails: `already-exists`. */
export function createProject(
  local: Local,
  input: { readonly organization: string; readonly name: string },
): Created {
  return local.store.transaction(() => {
    const { db } = local.store;
    const organization = organizationOf(local, input.organization);
    const projectSlug = slugOf(input.name, 'project');
    const taken = db
      .prepare('SELECT 1 FROM projects WHERE organization_id = ? AND slug = ?')
      .get(organization.id, projectSlug);
    if (taken !== undefined) throw new Failure({ code: 'already-exists', what: 'project', name: input.name });
    const projectId = local.newId();
    db.prepare('INSERT INTO projects (id, organization_id, slug, name) VALUES (?, ?, ?, ?)').run(
      projectId,
      organization.id,
      projectSlug,
      input.name,
    );
    const environmentSlug = 'dev';
    createEnvironment(
      local,
      { workspaceId: localWorkspaceId, projectId },
      { slug: environmentSlug, name: 'Development', kind: 'development' },
    );
    return { projectId, organizationSlug: organization.slug, projectSlug, environmentSlug };
  });
}

function organizationOf(local: Local, name: string): { readonly id: string; readonly slug: string } {
  const { db } = local.store;
  const slug = slugOf(name, 'organization');
  const existing = db
    .prepare<[string], { id: string; slug: string }>('SELECT id, slug FROM organizations WHERE slug = ?')
    .get(slug);
  if (existing !== undefined) return existing;
  const id = local.newId();
  db.prepare('INSERT INTO organizations (id, slug, name) VALUES (?, ?, ?)').run(id, slug, name);
  return { id, slug };
}

/** Lower-case letters, digits and inner hyphens out of any name; `fallback` when nothing is left. */
function slugOf(name: string, fallback: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, limits.slugLength)
    .replace(/-+$/, '');
  return slug === '' ? fallback : slug;
}
