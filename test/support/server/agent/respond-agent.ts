import { type Answer, json, Refused } from '../answer.ts';
import { matchesOf } from '../route.ts';
import type { AgentRoute } from './agent-route.ts';
import { crashed } from './answer.ts';
import { controlPlaneRoutes } from './control-plane.ts';
import { agentRoutes } from './routes/agents.ts';
import { providerRoutes } from './routes/providers.ts';
import { skillRoutes } from './routes/skills.ts';
import { agentTokenRoutes } from './routes/tokens.ts';
import { type AgentAsked, scopeOf } from './scope.ts';

/** Everything that the agent service serves, in the order in which a path is looked up. */
const routes: readonly AgentRoute[] = [
  ...agentTokenRoutes,
  ...controlPlaneRoutes,
  ...providerRoutes,
  ...agentRoutes,
  ...skillRoutes,
];

/** Answers a request: first who asks, then how often, then the route. */
export function respondAgent(asked: Omit<AgentAsked, 'params'>): Answer {
  const path = asked.path.replace(/(.)\/+$/, '$1');
  const match = matchesOf(routes, asked.flavour, path).find(({ route }) => route.method === asked.method);
  if (match === undefined) return noSuchRoute(asked);
  try {
    return run(match.route, { ...asked, params: match.params });
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    console.error(error);
    return crashed();
  }
}

function run(route: AgentRoute, asked: AgentAsked): Answer {
  if (route.auth === 'own') return route.handle(asked);
  const scope = scopeOf(asked);
  return asked.limiter.scope(scope, asked.now) ?? route.handle({ ...asked, scope });
}

const noSuchRoute = ({ method, path }: Pick<AgentAsked, 'method' | 'path'>): Answer =>
  json({ statusCode: 404, message: `Cannot ${method} ${path}`, error: 'Not Found' }, 404);
