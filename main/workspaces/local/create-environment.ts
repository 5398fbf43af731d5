import {
  type Environment,
  type NewEnvironment,
  NewSlug,
  type ProjectRef,
} from '../../../core/environment.ts';
import { Failure } from '../../../core/errors.ts';
import { limits } from '../../../core/limits.ts';
import { defaultProtection } from '../../../core/protection.ts';
import { environmentOf, environmentRow, environmentRows, type Local } from './tables.ts';

/** Make an empty environment after the ones that are there. Fails: `invalid-input`, `already-exists`, `not-found`. */
export function createEnvironment(
  local: Local,
  project: ProjectRef,
  input: NewEnvironment,
  made?: () => void,
): Environment {
  const { slug, name, kind } = input;
  if (!NewSlug.safeParse(slug).success) throw invalid('not a slug');
  return local.store.transaction(() => {
    const rows = environmentRows(local, project);
    if (rows.some((row) => row.slug === slug))
      throw new Failure({ code: 'already-exists', what: 'environment', name: slug });
    if (rows.length >= limits.environmentsPerProject)
      throw invalid(`more than ${limits.environmentsPerProject} environments in one project`);
    const position = Math.max(-1, ...rows.map((row) => row.position)) + 1;
    local.store.db
      .prepare(
        `INSERT INTO environments (project_id, slug, name, kind, position, show_plain, protection, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        project.projectId,
        slug,
        name,
        kind,
        position,
        Number(kind !== 'production'),
        defaultProtection(kind),
        local.now(),
      );
    made?.();
    return environmentOf(environmentRow(local, { ...project, slug }));
  });
}

const invalid = (reason: string): Failure =>
  new Failure({ code: 'invalid-input', issues: [{ path: 'slug', reason }] });
