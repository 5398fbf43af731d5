import {
  type Environment,
  type EnvironmentKind,
  kindOrder,
  type NewEnvironment,
  NewSlug,
  type ProjectRef,
} from '../../../core/environment.ts';
import { Failure } from '../../../core/errors.ts';
import { limits } from '../../../core/limits.ts';
import { defaultProtection } from '../../../core/protection.ts';
import { type EnvironmentRow, environmentOf, environmentRow, environmentRows, type Local } from './tables.ts';

/** Make an empty environment behind those of its kind and of the kinds before it. Fails: `invalid-input`, `already-exists`, `not-found`. */
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
    const position = positionOf(kind, rows);
    local.store.db
      .prepare('UPDATE environments SET position = position + 1 WHERE project_id = ? AND position >= ?')
      .run(project.projectId, position);
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

/** Behind the last one of its kind or of a kind that comes earlier. */
function positionOf(kind: EnvironmentKind, rows: readonly EnvironmentRow[]): number {
  const before = rows.filter((row) => kindOrder[row.kind] <= kindOrder[kind]);
  return Math.max(-1, ...before.map((row) => row.position)) + 1;
}

const invalid = (reason: string): Failure =>
  new Failure({ code: 'invalid-input', issues: [{ path: 'slug', reason }] });
