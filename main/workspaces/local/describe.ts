import { inOrder, type Organization, type Project, type Workspace } from '../../../core/environment.ts';
import { type EnvironmentRow, environmentOf, type Local, localWorkspaceId } from './tables.ts';

interface OrganizationRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

interface ProjectRow extends OrganizationRow {
  readonly organization_id: string;
}

/** Everything the local workspace holds but variables. */
export function describeAll({ store }: Local): Workspace {
  const { organizations, projects, environments } = store.run(() => ({
    organizations: store.db
      .prepare<[], OrganizationRow>('SELECT * FROM organizations ORDER BY name, id')
      .all(),
    projects: store.db.prepare<[], ProjectRow>('SELECT * FROM projects ORDER BY name, id').all(),
    environments: store.db
      .prepare<[], EnvironmentRow & { readonly empty: number }>(
        `SELECT *, NOT EXISTS (SELECT 1 FROM variables WHERE environment_id = environments.id) AS empty
         FROM environments`,
      )
      .all(),
  }));
  const ofProject = Map.groupBy(environments, (row) => row.project_id);
  const ofOrganization = Map.groupBy(projects, (row) => row.organization_id);
  const projectOf = ({ id, slug, name }: ProjectRow): Project => ({
    id,
    slug,
    name,
    environments: [
      ...inOrder(
        (ofProject.get(id) ?? []).map((row) => ({
          ...environmentOf(row),
          ...(row.empty === 1 ? { empty: true as const } : {}),
        })),
      ),
    ],
  });
  return {
    id: localWorkspaceId,
    name: 'This computer',
    kind: 'local',
    capabilities: [
      'environments.create',
      'environments.archive',
      'environments.restore',
      'environments.edit',
      'environments.rename',
      'variables.kind',
      'variables.notes',
      'variables.versions',
      'agents',
      'provider-keys',
      'queues',
      'queues.create',
      'documents.versions',
    ],
    organizations: organizations.map(
      ({ id, slug, name }): Organization => ({
        slug,
        name,
        projects: (ofOrganization.get(id) ?? []).map(projectOf),
      }),
    ),
  };
}
