import type { IncomingHttpHeaders } from 'node:http';
import { refuse } from './answer.ts';
import { type Asked, bearer } from './asked.ts';
import type { Flavour } from './flavour.ts';
import type { Environment, Organization, Project, Token, World } from './world.ts';

/** Who asks. */
export type Principal =
  | { readonly kind: 'user'; readonly userId: string; readonly token: Token }
  | { readonly kind: 'organization'; readonly organizationId: string; readonly token: Token }
  | { readonly kind: 'environment'; readonly environment: Environment; readonly token?: Token };

/** The kind of credential by its looks alone, as a log of requests names it. */
export type CredentialKind =
  | 'none'
  | 'personal'
  | 'organization'
  | 'environment'
  | 'public-token'
  | 'session'
  | 'scope-headers'
  | 'control-plane'
  | 'unknown';

export function credentialKind(headers: IncomingHttpHeaders): CredentialKind {
  const token = bearer({ headers });
  if (token === undefined) return headers.authorization === undefined ? withoutBearer(headers) : 'unknown';
  if (token.startsWith('plt_mcp_')) return 'control-plane';
  if (/^(tr|plt)_pat_/.test(token)) return 'personal';
  if (token.startsWith('tr_oat_')) return 'organization';
  if (/^tr_(dev|stg|prod|preview)_/.test(token)) return 'environment';
  return token.startsWith('eyJ') ? 'public-token' : 'unknown';
}

/** The agent service takes its credentials in headers of its own. */
function withoutBearer(headers: IncomingHttpHeaders): CredentialKind {
  if (headers['x-platos-session-token'] !== undefined) return 'session';
  return headers['x-platos-environment-id'] === undefined ? 'none' : 'scope-headers';
}

/** Who sent a request, or undefined where the credential is none, unknown, revoked, expired or too weak. */
export function principalOf(asked: Asked): Principal | undefined {
  const sent = bearer(asked);
  if (sent === undefined) return undefined;
  const token = asked.world.tokens.find((one) => one.token === sent);
  if (token !== undefined) return principalOfToken(asked, token);
  if (!asked.flavour.environmentKeys) return undefined;
  const environment = asked.world.environments.find(
    (one) => one.apiKey === sent && one.branchName === undefined && one.archived !== true,
  );
  return environment === undefined ? undefined : { kind: 'environment', environment };
}

function principalOfToken(asked: Asked, token: Token): Principal | undefined {
  if (token.revokedAt !== undefined || (token.expiresAt ?? Infinity) <= asked.now) return undefined;
  const { of } = token;
  if ('organizationId' in of) return { kind: 'organization', organizationId: of.organizationId, token };
  if ('environmentId' in of) {
    const environment = asked.world.environments.find(({ id }) => id === of.environmentId);
    return environment && { kind: 'environment', environment, token };
  }
  if (!isAccepted(asked, token) || !isStrongEnough(asked, token)) return undefined;
  token.lastUsedAt = asked.now;
  return { kind: 'user', userId: of.userId, token };
}

/** In era A a `plt_pat_` token reaches the token routes and nothing else. */
const isAccepted = ({ flavour, path }: Asked, { token }: Token): boolean =>
  token.startsWith(flavour.tokenPrefix) || (flavour.tokenRoutes && path.startsWith('/api/v1/user/pat'));

const isStrongEnough = ({ flavour, method }: Asked, { role }: Token): boolean =>
  !flavour.roles || role !== 'read' || ['GET', 'HEAD', 'OPTIONS'].includes(method);

/** The user of a personal token; routes about users refuse every other credential. */
export function userOf(asked: Asked): Extract<Principal, { kind: 'user' }> {
  const principal = principalOf(asked);
  return principal?.kind === 'user' ? principal : refuse(401, 'Invalid or Missing Access Token');
}

export const isMember = (organization: Organization, userId: string): boolean =>
  organization.members.some((member) => member.userId === userId);

/** A project that the asker may see. */
export function visibleProject(world: World, who: Principal, ref: string): Project | undefined {
  const project = world.projects.find((one) => one.ref === ref && one.deleted !== true);
  if (project === undefined) return undefined;
  if (who.kind === 'environment') return who.environment.projectId === project.id ? project : undefined;
  if (who.kind === 'organization') return who.organizationId === project.organizationId ? project : undefined;
  const organization = world.organizations.find(({ id }) => id === project.organizationId);
  return organization !== undefined && isMember(organization, who.userId) ? project : undefined;
}

/** Pins bind only where the server looks at them; listing routes never do. */
export function checkPins(
  flavour: Flavour,
  who: Principal,
  project: Project,
  environment: Environment,
): void {
  if (!flavour.roles || who.kind !== 'user') return;
  const { organizationId, projectId, environmentId } = who.token.pins;
  const excluded =
    (organizationId ?? project.organizationId) !== project.organizationId ||
    (projectId ?? project.id) !== project.id ||
    (environmentId ?? environment.id) !== environment.id;
  if (excluded) refuse(403, 'Personal access token scope does not permit this environment');
}
