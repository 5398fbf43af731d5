import { z } from 'zod';
import { ProjectId, Slug } from '../../../../core/environment.ts';
import { Failure } from '../../../../core/errors.ts';
import type { ApiOptions, Discovery, FoundEnvironment, FoundProject } from '../api.ts';
import { whoAmI } from './account.ts';
import type { Client } from './client.ts';
import { environmentsOf } from './environments.ts';
import type { AskFlavour } from './flavour.ts';
import { type AskKeyOwner, environmentOf, type KeyOwner } from './key-owner.ts';
import { kindOf, nameOf, Title } from './names.ts';
import { inParallel } from './parallel.ts';

const Organization = z.object({ slug: Slug, title: Title });
const Project = z.object({
  externalRef: ProjectId,
  name: Title,
  slug: Slug,
  organization: Organization,
});
type Project = z.infer<typeof Project>;

/** What discovery goes by. */
export interface DiscoveryParts {
  readonly client: Client;
  readonly askOwner: AskKeyOwner;
  readonly askFlavour: AskFlavour;
  readonly addedSlugs: () => ReturnType<ApiOptions['connection']>['addedSlugs'];
}

const projectsAtOnce = 4;

/** All that the credential sees, or a failure: an environment's key sees its own environment alone. */
export async function discover(parts: DiscoveryParts, signal: AbortSignal | undefined): Promise<Discovery> {
  const { client, askOwner, askFlavour } = parts;
  const account = await whoAmI(client, askOwner, signal);
  const flavour = await askFlavour(signal);
  const owner = await askOwner(signal);
  if (owner !== undefined) return { account, flavour, organizations: [onlyOf(owner)] };
  const listed = await client.get({ path: ['v1', 'orgs'], signal }, z.array(Organization));
  const rows = await client.get({ path: ['v1', 'projects'], signal }, z.array(Project));
  const projects = [...new Map(rows.map((each) => [each.externalRef, each])).values()];
  const found = await inParallel(projectsAtOnce, projects, (each) => projectOf(parts, each, signal));
  const organizations = new Map(
    [...listed, ...projects.map((each) => each.organization)].map((each) => [each.slug, each]),
  );
  return {
    account,
    flavour,
    organizations: [...organizations.values()].map(({ slug, title }) => ({
      slug,
      name: title,
      projects: found.flatMap((each, at) =>
        each !== undefined && projects[at]?.organization.slug === slug ? [each] : [],
      ),
    })),
  };
}

/** Undefined where it was removed since it was listed. */
async function projectOf(
  { client, addedSlugs }: DiscoveryParts,
  { externalRef, name, slug }: Project,
  signal: AbortSignal | undefined,
): Promise<FoundProject | undefined> {
  const added = addedSlugs().filter(({ projectId }) => projectId === externalRef);
  try {
    const slugs = added.map((each) => each.slug);
    const environments = await environmentsOf(client, externalRef, slugs, signal);
    return { ref: externalRef, slug, name, environments };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Failure && error.detail.code === 'server' && error.detail.problem === 'gone';

function onlyOf(owner: KeyOwner): Discovery['organizations'][number] {
  const { project, organization, slug, type, paused } = owner;
  const remote = environmentOf(owner);
  const environment: FoundEnvironment = {
    ...remote,
    name: remote.branch ?? nameOf(slug),
    kind: kindOf(remote.slug, type),
    paused: paused ?? false,
  };
  const { externalRef: ref, name } = project;
  return {
    slug: organization.slug,
    name: organization.title,
    projects: [{ ref, slug: project.slug, name, environments: [environment] }],
  };
}
