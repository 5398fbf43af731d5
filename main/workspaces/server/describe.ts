import {
  type Capability,
  type Environment,
  kindOrder,
  type Organization,
  type Workspace,
} from '../../../core/environment.ts';
import type { FoundProject } from './api.ts';
import type { Discoveries } from './discovery.ts';
import { nameOf, slugOf, titleOf } from './remote.ts';
import { type EnvironmentSettings, readSettings } from './settings.ts';
import type { ServerParts } from './workspace.ts';

/** A branch stands below a preview environment. */
const hasPreview = ({ environments }: FoundProject): boolean =>
  environments.some((one) => one.slug === 'preview' && one.branch === undefined && one.archived !== true);

/** What the agent service does, in projects whose credentials are known. */
const byControlPlane = ['environments.create', 'environments.archive', 'environments.rename'] as const;

/**
 * Projects and environments as last discovered, under what the person set of them. Asks no server.
 *
 * Never discovered: no organizations.
 */
export function describe(
  parts: Pick<ServerParts, 'store' | 'connection' | 'agentService'>,
  discoveries: Discoveries,
): Workspace {
  const { id, name } = parts.connection();
  const known = discoveries.last();
  const settings = readSettings(parts);
  const flavour = discoveries.flavour();
  const organizations = known?.discovery.organizations ?? [];
  const projects = organizations.flatMap((organization) => organization.projects);
  const opened = new Set(projects.map(({ ref }) => ref).filter(parts.agentService.opens));
  // An environment's key is that of one environment alone.
  const isPersonal = parts.connection().credential?.type !== 'environment-key';
  const branching = new Set((isPersonal ? projects : []).filter(hasPreview).map(({ ref }) => ref));
  const lacksOf = (ref: string): readonly Capability[] => [
    ...(opened.size > 0 && !opened.has(ref) ? byControlPlane : []),
    ...(branching.size > 0 && !branching.has(ref) ? (['environments.branches'] as const) : []),
  ];
  return {
    id,
    name,
    kind: 'server',
    capabilities: [
      'environments.edit',
      ...(opened.size > 0 ? byControlPlane : []),
      ...(branching.size > 0 ? (['environments.branches'] as const) : []),
      ...(flavour === 'trigger' ? (['variables.kind'] as const) : []),
      // Queues are reached with the keys of environments, which the tenancy database has not.
      ...(flavour === undefined || flavour === 'platos-tenancy' ? [] : (['queues'] as const)),
      // A project without credentials of the agent service says so where its agents would be.
      ...(opened.size > 0 ? (['agents', 'provider-keys', 'documents.versions'] as const) : []),
    ],
    organizations: organizations.map(
      (organization): Organization => ({
        slug: organization.slug,
        name: organization.name,
        projects: organization.projects.map((project) => ({
          id: project.ref,
          slug: project.slug,
          name: project.name,
          environments: environmentsOf(project, settings, known?.at ?? 0),
          ...(lacksOf(project.ref).length > 0 ? { lacks: [...lacksOf(project.ref)] } : {}),
        })),
      }),
    ),
  };
}

/** By their places, which the person may change; what has none yet comes after, by kind. */
function environmentsOf(
  { ref, environments }: FoundProject,
  settings: ReadonlyMap<string, EnvironmentSettings>,
  at: number,
): Environment[] {
  const placed = environments.map((found) => {
    const slug = slugOf(found);
    const set = settings.get(nameOf({ projectId: ref, slug }));
    const kind = set?.kind ?? found.kind;
    const shown = set?.show_plain ?? Number(kind !== 'production');
    const environment = {
      slug,
      name: set?.name ?? titleOf(found),
      kind,
      archived: found.archived === true,
      createdAt: at,
      ...(set?.colour == null ? {} : { colour: set.colour }),
      ...(set?.protection == null ? {} : { protection: set.protection }),
    };
    return {
      position: set?.position ?? Number.MAX_SAFE_INTEGER,
      environment: { ...environment, showPlainValues: shown === 1 },
    };
  });
  placed.sort(
    (a, b) =>
      Number(a.environment.archived) - Number(b.environment.archived) ||
      a.position - b.position ||
      kindOrder[a.environment.kind] - kindOrder[b.environment.kind] ||
      (a.environment.slug < b.environment.slug ? -1 : 1),
  );
  return placed.map(({ environment }, order) => ({ ...environment, order }));
}
