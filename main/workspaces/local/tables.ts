import type {
  Environment,
  EnvironmentColour,
  EnvironmentKind,
  EnvironmentRef,
  ProjectRef,
  Protection,
} from '../../../core/environment.ts';
import { Failure } from '../../../core/errors.ts';
import type { Fingerprinter } from '../../store/fingerprint.ts';
import type { Store } from '../../store/open.ts';

/** What the local workspace is made of. */
export interface Local {
  readonly store: Store;
  readonly fingerprint: Fingerprinter;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
}

export const localWorkspaceId = 'local';

export interface EnvironmentRow {
  readonly id: number;
  readonly project_id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: EnvironmentKind;
  readonly position: number;
  readonly archived_at: number | null;
  readonly show_plain: number;
  readonly colour: EnvironmentColour | null;
  readonly protection: Protection;
  readonly created_at: number;
}

export function environmentOf(row: EnvironmentRow): Environment {
  return {
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    order: row.position,
    archived: row.archived_at !== null,
    showPlainValues: row.show_plain === 1,
    ...(row.colour === null ? {} : { colour: row.colour }),
    protection: row.protection,
    createdAt: row.created_at,
  };
}

/** All environments of a project by position, or `not-found`. */
export function environmentRows({ store }: Local, { projectId }: ProjectRef): readonly EnvironmentRow[] {
  return store.run(() => {
    if (store.db.prepare('SELECT 1 FROM projects WHERE id = ?').get(projectId) === undefined)
      throw new Failure({ code: 'not-found', what: 'project', name: projectId });
    return store.db
      .prepare<[string], EnvironmentRow>(
        'SELECT * FROM environments WHERE project_id = ? ORDER BY position, id',
      )
      .all(projectId);
  });
}

/** The row of an environment, or `not-found`. */
export function environmentRow({ store }: Local, { projectId, slug }: EnvironmentRef): EnvironmentRow {
  const row = store.run(() =>
    store.db
      .prepare<[string, string], EnvironmentRow>(
        'SELECT * FROM environments WHERE project_id = ? AND slug = ?',
      )
      .get(projectId, slug),
  );
  if (row !== undefined) return row;
  throw new Failure({ code: 'not-found', what: 'environment', name: slug });
}
