import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { plainProjectName, suggestProjectName } from '../../core/import-names.ts';
import type { AppParts } from '../app.ts';
import type { Control } from '../app-control.ts';
import { noKeychain } from '../keychain/no-keychain.ts';
import { importAll } from '../services/import-all.ts';
import { listScope } from '../services/list-scope.ts';
import { openSample } from '../services/open-sample.ts';
import { storeFiles } from '../store/files.ts';
import type { AppOptions } from './options.ts';
import { Trouble } from './trouble.ts';

/** What a picture is painted from, besides the person's own data: all of it in memory, gone with the picture. */
export type Scene = 'files' | 'sample';

const fullPath = /^\/w\/[^/]+\/orgs\/([^/]+)\/projects\/([^/]+)\/env\//;

/** Files of the command line, or the sample where a page is asked for and there is no data; else the person's data. */
export function sceneOf({ screenshot, path, import: files }: AppOptions, dir: string): Scene | undefined {
  if (screenshot === undefined || path === undefined) return undefined;
  if (files.length > 0) return 'files';
  const namesPage = path.startsWith('/env/') || fullPath.test(path);
  return namesPage && !existsSync(join(dir, storeFiles.sidecar)) ? 'sample' : undefined;
}

/** The parts of an app that keeps everything in memory and asks no keychain; `remove` takes its folder away. */
export function setScene(scene: Scene, options: AppOptions, say: (line: string) => void) {
  const dir = mkdtempSync(join(tmpdir(), 'platos-console-picture-'));
  say(
    scene === 'files'
      ? 'The files are imported into memory for this picture; no data is read or kept.'
      : 'There is no data yet: this picture is of the sample project, in memory.',
  );
  const parts: AppParts = {
    profile: { dir, lock: undefined },
    keychain: noKeychain,
    prepare: (control) => fill(scene, options, control),
  };
  return { parts, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

async function fill(
  scene: Scene,
  { path = '/', import: files }: AppOptions,
  control: Control,
): Promise<string> {
  await control.unlock({ mode: 'session' });
  const context = control.context();
  if (scene === 'sample') return longPath(path, (await openSample(context)).path);
  const { organizationSlug, projectSlug, rejected } = await importAll(context, files, {
    type: 'new-project',
    ...namesOf(path, files),
  });
  // A picture of other files than those that were named would be taken for theirs.
  if (rejected.length > 0)
    throw new Trouble(rejected.map(({ fileName, text }) => `${fileName}: ${text}`).join('\n'));
  return longPath(path, `/w/local/orgs/${organizationSlug}/projects/${projectSlug}/env/`);
}

/** A full path names the project; otherwise it is called as the window suggests. */
function namesOf(
  path: string,
  files: readonly string[],
): { readonly organization: string; readonly name: string } {
  const [, organization, name] = fullPath.exec(path) ?? [];
  return {
    organization: organization ?? 'My organization',
    name: name ?? suggestProjectName(files.map((file) => basename(file))) ?? plainProjectName,
  };
}

/** `/env/staging/compare` is a page of the project that another path is in. */
export function longPath(path: string, inProject: string): string {
  const [, project = ''] = /^(\/w\/[^/]+\/orgs\/[^/]+\/projects\/[^/]+)\/env\//.exec(inProject) ?? [];
  return path.startsWith('/env/') ? project + path : path;
}

/** Where the window opens in the person's own data: a short path means the first project, where the store is open. */
export const pathInData =
  (path = '/') =>
  async (control: Control): Promise<string> => {
    const { phase } = await control.state();
    if (!path.startsWith('/env/') || phase.name !== 'ready') return path;
    const { workspaces } = await listScope(control.context());
    const [first] = workspaces.flatMap(({ id, organizations }) =>
      organizations.flatMap(({ slug, projects }) =>
        projects.map((project) => `/w/${id}/orgs/${slug}/projects/${project.slug}/env/`),
      ),
    );
    return first === undefined ? '/' : longPath(path, first);
  };
