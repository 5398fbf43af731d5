import type {
  Environment,
  EnvironmentColour,
  EnvironmentKind,
  EnvironmentRef,
  ProjectRef,
  Protection,
} from '../../../core/environment.ts';
import { Failure } from '../../../core/errors.ts';
import type { Deed, Management } from '../../../core/workspace.ts';
import { nameOf } from './remote.ts';
import type { ServerParts } from './workspace.ts';

type Parts = Pick<ServerParts, 'store' | 'connection'>;

/** What the person set of a server's environment, in the console only. Null: as the server has it. */
export interface EnvironmentSettings {
  readonly name: string | null;
  readonly kind: EnvironmentKind | null;
  readonly position: number | null;
  readonly show_plain: number | null;
  readonly colour: EnvironmentColour | null;
  readonly protection: Protection | null;
}

interface SettingsRow extends EnvironmentSettings {
  readonly project_id: string;
  readonly slug: string;
}

/** All settings of a workspace's environments, by `nameOf`. */
export function readSettings({ store, connection }: Parts): ReadonlyMap<string, EnvironmentSettings> {
  const rows = store.run(() =>
    store.db
      .prepare<[string], SettingsRow>('SELECT * FROM environment_settings WHERE workspace_id = ?')
      .all(connection().id),
  );
  return new Map(rows.map((row) => [nameOf({ projectId: row.project_id, slug: row.slug }), row]));
}

/** Set what is given, in the caller's transaction; the rest stays. */
export function putSettings(
  { store }: Parts,
  env: EnvironmentRef,
  change: Partial<EnvironmentSettings>,
): void {
  const { name = null, kind = null, position = null, show_plain = null, protection = null } = change;
  store.db
    .prepare(
      `INSERT INTO environment_settings (workspace_id, project_id, slug, name, kind, position, show_plain, protection)
       VALUES (@workspaceId, @projectId, @slug, @name, @kind, @position, @show_plain, @protection)
       ON CONFLICT DO UPDATE SET name = coalesce(excluded.name, name), kind = coalesce(excluded.kind, kind),
         position = coalesce(excluded.position, position), show_plain = coalesce(excluded.show_plain, show_plain),
         protection = coalesce(excluded.protection, protection)`,
    )
    .run({ ...env, name, kind, position, show_plain, protection });
  // Null is a colour to go back to, so it does not mean "as it is".
  if (change.colour !== undefined)
    store.db
      .prepare(
        `UPDATE environment_settings SET colour = @colour
         WHERE workspace_id = @workspaceId AND project_id = @projectId AND slug = @slug`,
      )
      .run({ ...env, colour: change.colour });
}

/**
 * Give every live environment without a place the next free one of its project, in the order given; in the caller's
 * transaction. What comes later stands behind what was there, and takes nobody's key.
 *
 * @param environments  those of a project as described now
 */
export function keepPlaces(parts: Parts, project: ProjectRef, environments: readonly Environment[]): void {
  const settings = readSettings(parts);
  const placeOf = ({ projectId }: ProjectRef, slug: string) =>
    settings.get(nameOf({ projectId, slug }))?.position ?? undefined;
  let next = Math.max(-1, ...environments.map(({ slug }) => placeOf(project, slug) ?? -1)) + 1;
  for (const { slug, archived } of environments) {
    if (archived || placeOf(project, slug) !== undefined) continue;
    putSettings(parts, { ...project, slug }, { position: next });
    next += 1;
  }
}

/**
 * What the console sets of a server's environments by itself: no request leaves, but to archive one.
 *
 * @param environments  those of a project as described now
 */
export function createManagement(
  parts: Parts,
  environments: (project: ProjectRef) => readonly Environment[],
  archive: (env: EnvironmentRef, as: Environment, deed: Deed | undefined) => Promise<void>,
): Management {
  const find = (env: EnvironmentRef): Environment => {
    const found = environments(env).find(({ slug }) => slug === env.slug);
    if (found !== undefined) return found;
    throw new Failure({ code: 'not-found', what: 'environment', name: env.slug });
  };
  return {
    createProject: async () => refuse('create projects', 'The server does that in its dashboard only.'),
    archiveEnvironment: async (env, archived, deed) =>
      archived
        ? archive(env, find(env), deed)
        : refuse('bring environments back', 'The server keeps an archived environment so for good.'),
    updateEnvironment: async (env, { name, kind, showPlainValues, colour, protection }) => {
      const before = find(env);
      const becomesProduction = kind === 'production' && before.kind !== 'production';
      const show = showPlainValues ?? (becomesProduction ? false : before.showPlainValues);
      parts.store.transaction(() =>
        putSettings(parts, env, {
          name: name ?? null,
          kind: kind ?? null,
          show_plain: Number(show),
          protection: protection ?? null,
          ...(colour === undefined ? {} : { colour }),
        }),
      );
      return find(env);
    },
    reorderEnvironments: async (project, slugs) => {
      const live = environments(project).filter(({ archived }) => !archived);
      const there = new Set(live.map(({ slug }) => slug));
      const named = new Set(slugs);
      if (named.size !== slugs.length || named.size !== there.size || !slugs.every((slug) => there.has(slug)))
        throw new Failure({
          code: 'invalid-input',
          issues: [{ path: 'slugs', reason: 'not the environments of the project' }],
        });
      parts.store.transaction(() => {
        for (const [position, slug] of slugs.entries())
          putSettings(parts, { ...project, slug }, { position });
      });
    },
  };
}

/** What a server does not let the console do. */
export function refuse(what: string, why: string): never {
  throw new Failure({ code: 'unsupported', what, why });
}
