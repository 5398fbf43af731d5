import { type EnvironmentRef, inOrder, type Workspace } from '../../core/environment.ts';
import type { Place as PathPlace } from './paths.ts';
import { projectKey } from './use-env.ts';

/** A project that can be gone to, by its first live environment. */
export interface Place {
  /** Of workspace and project: two accounts on one server have the same projects. */
  readonly id: string;
  readonly name: string;
  readonly organization: string;
  readonly workspace: Pick<Workspace, 'id' | 'name' | 'kind'>;
  readonly place: PathPlace;
}

/** Every project that has a live environment, on the page that is open now. */
export function projectPlaces(workspaces: readonly Workspace[], page: string): readonly Place[] {
  return workspaces.flatMap((workspace) =>
    workspace.organizations.flatMap((organization) =>
      organization.projects.flatMap((project) => {
        const first = inOrder(project.environments).find((each) => !each.archived);
        if (first === undefined) return [];
        const place = {
          workspace: workspace.id,
          org: organization.slug,
          project: project.slug,
          env: first.slug,
          page,
        };
        return [
          {
            id: projectKey({ workspaceId: workspace.id, projectId: project.id }),
            name: project.name,
            organization: organization.name,
            workspace,
            place,
          },
        ];
      }),
    ),
  );
}

/** The name of the server that a project is on; nothing for one on this computer. */
export const serverName = ({ workspace }: Place): readonly string[] =>
  workspace.kind === 'server' ? [workspace.name] : [];

/** How many drafts wait in an environment. */
export function draftsOf(
  drafts: readonly { readonly env: EnvironmentRef; readonly count: number }[],
  ref: EnvironmentRef,
): number {
  return (
    drafts.find(
      ({ env }) =>
        env.slug === ref.slug && env.projectId === ref.projectId && env.workspaceId === ref.workspaceId,
    )?.count ?? 0
  );
}

/** How many drafts wait here and in the other environments of the project: "No drafts here, 2 in Production". */
export function draftsText(
  drafts: Parameters<typeof draftsOf>[0],
  ref: EnvironmentRef,
  environments: readonly { readonly slug: string; readonly name: string }[],
): string {
  const here = draftsOf(drafts, ref);
  const elsewhere = environments
    .filter(({ slug }) => slug !== ref.slug)
    .map(({ slug, name }) => ({ name, count: draftsOf(drafts, { ...ref, slug }) }))
    .filter(({ count }) => count > 0);
  const amount = here === 0 ? 'No drafts' : here === 1 ? '1 draft' : `${here.toLocaleString('en')} drafts`;
  if (elsewhere.length === 0) return amount;
  const total = elsewhere.reduce((sum, { count }) => sum + count, 0);
  const there =
    elsewhere.length > 2
      ? [`${total.toLocaleString('en')} in ${elsewhere.length} other environments`]
      : elsewhere.map(({ name, count }) => `${count.toLocaleString('en')} in ${name}`);
  return [`${amount} here`, ...there].join(', ');
}
