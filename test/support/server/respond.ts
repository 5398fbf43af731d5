import { type Answer, json, notFoundPage, problem, Refused, text, unexpected } from './answer.ts';
import { type Asked, jsonBody } from './asked.ts';
import { principalOf } from './credentials.ts';
import { type Limiter, limitHeaders, loginRefusal } from './rate-limit.ts';
import { type Match, matchesOf, type Route } from './route.ts';
import { approvalRoutes } from './routes/approvals.ts';
import { deploymentRoutes } from './routes/deployments.ts';
import { discoveryRoutes } from './routes/discovery.ts';
import { environmentRoutes } from './routes/environments.ts';
import { loginRoutes } from './routes/login.ts';
import { queueRoutes } from './routes/queues.ts';
import { scheduleRoutes } from './routes/schedules.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { variableRoutes } from './routes/variables.ts';

/** Everything that is served, in the order in which a path is looked up. */
const routes: readonly Route[] = [
  ...loginRoutes,
  ...approvalRoutes,
  ...tokenRoutes,
  ...discoveryRoutes,
  ...variableRoutes,
  ...queueRoutes,
  ...deploymentRoutes,
  ...scheduleRoutes,
  ...environmentRoutes,
];

/** A request before its route is known. */
export type Unrouted = Omit<Asked, 'params'>;

/** Answers a request: slashes, credentials and limits come before the route, as in the real servers. */
export async function respond(asked: Unrouted, limiter: Limiter): Promise<Answer> {
  const { path, method } = asked;
  if (path.length > 1 && path.endsWith('/')) return withoutSlash(asked);
  const matches = matchesOf(routes, asked.flavour, path);
  const match = matches.find(({ route }) => route.method === (method === 'HEAD' ? 'GET' : method));
  if (method === 'OPTIONS' && matches.length > 0) return preflight(asked, matches);
  const isOpen = !path.startsWith('/api/') || matches[0]?.route.bucket === 'none';
  if (isOpen) return limitLogin(asked, match, limiter) ?? run(asked, matches, match);
  const { authorization } = asked.headers;
  if (authorization === undefined) return problem(401, 'Unauthorized', 'No authorization header provided');
  const taken = limiter.credential(
    matches[0]?.route.bucket === 'deploy' ? 'deploy' : 'general',
    authorization,
    environmentIdOf(asked),
    asked.now,
  );
  const answer = taken.isAllowed ? await run(asked, matches, match) : limiter.refusal(taken, asked.now);
  return { ...answer, headers: { ...answer.headers, ...limitHeaders(taken) } };
}

function environmentIdOf(asked: Unrouted): string | undefined {
  const who = principalOf({ ...asked, params: {} });
  return who?.kind === 'environment' ? who.environment.id : undefined;
}

const withoutSlash = ({ path, query }: Unrouted): Answer => {
  const rest = query.size === 0 ? '' : `?${query}`;
  return { status: 301, headers: { location: path.replace(/\/+$/, '') + rest }, body: '' };
};

/** Most routes do not know that a browser asks first, and look for a credential. */
function preflight({ flavour }: Unrouted, matches: readonly Match[]): Answer {
  if (!matches.some(({ route }) => route.cors)) return json({ error: flavour.badKey }, 401);
  return json({}, 200, cors);
}

const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };

async function run(asked: Unrouted, matches: readonly Match[], match: Match | undefined): Promise<Answer> {
  if (match === undefined) return matches.length === 0 ? notFoundPage() : wrongMethod(matches);
  try {
    const answer = await match.route.handle({ ...asked, params: match.params });
    return match.route.cors ? { ...answer, headers: { ...answer.headers, ...cors } } : answer;
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    console.error(error);
    return unexpected();
  }
}

/** A route that has an action answers nothing to methods the action does not know. */
const wrongMethod = (matches: readonly Match[]): Answer =>
  matches.some(({ route }) => route.method === 'PATCH') ? unexpected() : text('Method Not Allowed', 405);

/** Codes are counted by address, which is known behind a proxy alone; polls by code. */
function limitLogin(asked: Unrouted, match: Match | undefined, limiter: Limiter): Answer | undefined {
  const counted = loginCount(asked, match);
  if (counted === undefined) return undefined;
  const taken = limiter.login(counted.what, counted.who, asked.now);
  return taken.isAllowed ? undefined : loginRefusal(taken, asked.now);
}

function loginCount(
  asked: Unrouted,
  match: Match | undefined,
): { readonly what: 'codes' | 'polls'; readonly who: string } | undefined {
  if (match?.route.path === '/api/v1/authorization-code') {
    const from = asked.headers['x-forwarded-for'];
    return from === undefined ? undefined : { what: 'codes', who: String(from) };
  }
  if (match?.route.path !== '/api/v1/token') return undefined;
  try {
    const body = jsonBody({ ...asked, params: {} });
    const code = typeof body === 'object' && body !== null && 'authorizationCode' in body;
    return code ? { what: 'polls', who: String(body.authorizationCode) } : undefined;
  } catch {
    return undefined;
  }
}
