import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Parsed } from '../../core/ipc/contract.ts';
import { type Context, workspaceOf } from './context.ts';
import { findEnvironment } from './find-environment.ts';

/**
 * Suggest where an export goes: the home folder, a name that tells what it is, no file that exists.
 *
 * @returns for example `/home/ada/acme-support-bot.staging.env`; keys only end in `.env.example` or `.keys.json`
 * Fails: `not-found`.
 */
export async function suggestExport(
  context: Context,
  { env, format, content }: Parsed<'exports.suggest'>,
): Promise<{ path: string }> {
  const { project } = await findEnvironment(context, env);
  const workspace = await workspaceOf(context, env.workspaceId).describe();
  const organization = workspace.organizations.find(({ projects }) =>
    projects.some(({ id }) => id === project.id),
  );
  const scope = [organization?.slug, project.slug].filter((part) => part !== undefined).map(safe);
  const stem = `${scope.join('-')}.${safe(env.slug)}`;
  return { path: freePath(homedir(), stem, endings[format][content]) };
}

const endings = {
  dotenv: { values: 'env', keys: 'env.example' },
  json: { values: 'json', keys: 'keys.json' },
} as const;

/** A server may hold any slug; a file name takes letters, digits, dots, hyphens and underscores. */
const safe = (slug: string): string => slug.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 80);

function freePath(folder: string, stem: string, ending: string): string {
  const first = join(folder, `${stem}.${ending}`);
  for (let n = 2, path = first; n < 1_000; n += 1) {
    if (!existsSync(path)) return path;
    path = join(folder, `${stem}-${n}.${ending}`);
  }
  return first;
}
