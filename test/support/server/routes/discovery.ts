import { z } from 'zod';
import { type Answer, json, refuse } from '../answer.ts';
import { type Asked, jsonBody, param } from '../asked.ts';
import { isMember, principalOf, userOf, visibleProject } from '../credentials.ts';
import { lettersOf, newId } from '../names.ts';
import type { Route } from '../route.ts';
import { addRootEnvironments } from '../samples.ts';
import type { Organization, Project, World } from '../world.ts';

/** Who one is, and which organizations and projects there are. Pins of a token are not looked at here. */
export const discoveryRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/v2/whoami', bucket: 'general', handle: whoami },
  {
    method: 'GET',
    path: '/api/v1/whoami',
    bucket: 'general',
    handle: whoamiOfKey,
    only: ({ whoamiOfKey: has }) => has,
  },
  { method: 'GET', path: '/api/v1/orgs', bucket: 'general', handle: organizations },
  { method: 'GET', path: '/api/v1/orgs/:org/projects', bucket: 'general', handle: projectsOfOrganization },
  { method: 'POST', path: '/api/v1/orgs/:org/projects', bucket: 'general', handle: createProject },
  { method: 'GET', path: '/api/v1/projects', bucket: 'general', handle: projects },
  { method: 'GET', path: '/api/v1/projects/:ref', bucket: 'general', handle: project },
];

const mostProjects = 10;

function whoami(asked: Asked): Answer {
  const who = principalOf(asked);
  if (who === undefined || who.kind === 'environment') return refuse(401, 'Invalid or Missing Access Token');
  const user =
    who.kind === 'user'
      ? asked.world.users.find(({ id }) => id === who.userId)
      : { id: `org_${who.organizationId}`, email: 'organization@server.example' };
  if (user === undefined) return refuse(401, 'Invalid or Missing Access Token');
  const known = { userId: user.id, email: user.email, dashboardUrl: asked.origin };
  const ref = asked.query.get('projectRef');
  const found = ref === null ? undefined : visibleProject(asked.world, who, ref);
  if (found === undefined) return json(known);
  const organization = organizationOf(asked.world, found);
  const url = `${asked.origin}/orgs/${organization.slug}/projects/${found.slug}`;
  return json({ ...known, project: { name: found.name, url, orgTitle: organization.title } });
}

function whoamiOfKey(asked: Asked): Answer {
  const who = principalOf(asked);
  if (who?.kind !== 'environment') return refuse(401, asked.flavour.badKey);
  const { id, slug, type, apiKey, branchName, paused, projectId, userId } = who.environment;
  const owner = asked.world.projects.find((one) => one.id === projectId);
  if (owner === undefined) return refuse(401, asked.flavour.badKey);
  const { id: organizationId, title, slug: organizationSlug } = organizationOf(asked.world, owner);
  return json({
    id,
    slug,
    type,
    apiKey,
    branchName: branchName ?? null,
    paused,
    userId: userId ?? null,
    project: { id: owner.id, externalRef: owner.ref, name: owner.name, slug: owner.slug },
    organization: { id: organizationId, title, slug: organizationSlug },
  });
}

function organizations(asked: Asked): Answer {
  return json(organizationsOf(asked).map(organizationShape));
}

function projects(asked: Asked): Answer {
  return json(organizationsOf(asked).flatMap((organization) => shapesIn(asked, organization)));
}

function projectsOfOrganization(asked: Asked): Answer {
  return json(shapesIn(asked, organizationAsked(asked)));
}

function project(asked: Asked): Answer {
  const who = userOf(asked);
  const found = visibleProject(asked.world, who, param(asked, 'ref')) ?? refuse(404, 'Project not found');
  const isTrigger = asked.flavour.environmentsRoute;
  return json({ ...projectShape(asked, found), ...(isTrigger ? { defaultRuntime: 'node-24' } : {}) });
}

/** Answers 200, not 201. */
function createProject(asked: Asked): Answer {
  const organization = organizationAsked(asked);
  const body = z.object({ name: z.string().min(1) }).safeParse(jsonBody(asked));
  if (!body.success) return json({ error: 'Invalid request body', issues: body.error.issues }, 400);
  const there = asked.world.projects.filter((one) => one.organizationId === organization.id && !one.deleted);
  if (there.length >= mostProjects)
    return refuse(400, `This organization has reached the maximum number of projects (${mostProjects}).`);
  const id = newId('project');
  const made: Project = {
    id,
    ref: `proj_${lettersOf(id, 20)}`,
    name: body.data.name,
    slug: `${body.data.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${lettersOf(id, 4)}`,
    createdAt: new Date(asked.now).toISOString(),
    organizationId: organization.id,
  };
  asked.world.projects.push(made);
  addRootEnvironments(asked.world, made, asked.flavour.newProject);
  return json(projectShape(asked, made));
}

function organizationsOf(asked: Asked): readonly Organization[] {
  const { userId } = userOf(asked);
  return asked.world.organizations.filter((one) => isMember(one, userId));
}

/** By id or by slug. */
const organizationAsked = (asked: Asked): Organization =>
  organizationsOf(asked).find(({ id, slug }) => [id, slug].includes(param(asked, 'org'))) ??
  refuse(404, 'Organization not found');

function organizationOf(world: World, { organizationId }: Project): Organization {
  const found = world.organizations.find(({ id }) => id === organizationId);
  if (found === undefined) throw new Error('a project without its organization');
  return found;
}

const organizationShape = ({ id, title, slug, createdAt }: Organization) => ({ id, title, slug, createdAt });

const shapesIn = (asked: Asked, organization: Organization) =>
  asked.world.projects
    .filter((one) => one.organizationId === organization.id && one.deleted !== true)
    .map((one) => projectShape(asked, one));

function projectShape({ world, flavour }: Asked, found: Project) {
  const { id, ref, name, slug, createdAt } = found;
  const organization = organizationShape(organizationOf(world, found));
  const region = flavour.environmentsRoute ? { defaultRegion: null } : {};
  return { id, externalRef: ref, name, slug, createdAt, ...region, organization };
}
