import type { ProjectRef, Workspace } from '../../../core/environment.ts';
import { plainProjectName, suggestProjectName } from '../../../core/import-names.ts';
import type { ImportTarget } from '../../../core/imports.ts';
import { placeOf } from '../../router/paths.ts';

/**
 * Where an import goes unless the person says otherwise: the project they are in, else the first one, else a new one.
 *
 * @param path       where the person is or was last
 * @param asked      the project that the import page was opened for
 * @param fileNames  the name of a new project is taken from an export's file name
 */
export function suggestTarget(
  workspaces: readonly Workspace[],
  path: string,
  fileNames: readonly string[],
  asked?: ProjectRef,
): ImportTarget {
  const place = placeOf(path);
  const all = workspaces.flatMap((workspace) =>
    workspace.organizations.flatMap((organization) =>
      organization.projects.map((project) => ({ workspace, organization, project })),
    ),
  );
  const wanted = all.find(
    ({ workspace, project }) => workspace.id === asked?.workspaceId && project.id === asked.projectId,
  );
  const here = all.find(
    ({ workspace, organization, project }) =>
      workspace.id === place?.workspace && organization.slug === place.org && project.slug === place.project,
  );
  const meant = wanted ?? here ?? all[0];
  if (meant === undefined) return newProject(workspaces, fileNames);
  return { type: 'project', project: { workspaceId: meant.workspace.id, projectId: meant.project.id } };
}

/** A new project, with names to begin with. */
export function newProject(workspaces: readonly Workspace[], fileNames: readonly string[]): ImportTarget {
  const organization = workspaces.flatMap((workspace) => workspace.organizations)[0];
  return {
    type: 'new-project',
    organization: organization?.name ?? 'My organization',
    name: suggestProjectName(fileNames) ?? plainProjectName,
  };
}
