import { promptLength, providerOfModel, readAgent, routesOf, skillsOf } from '../../core/agent.ts';
import { carriedText } from '../../core/agent-compare.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { AgentDetail, AgentSummary, RouteState } from '../../core/ipc/document-calls.ts';
import { type JsonObject, textOf } from '../../core/json.ts';
import { abilityOf, type ProviderMeans } from '../../core/provider-ability.ts';
import type { StoredDocument } from '../../core/workspace.ts';
import type { Context } from './context.ts';
import { getStored } from './documents-get.ts';
import { findEnvironment } from './find-environment.ts';
import { readDocuments, readMeans } from './read-documents.ts';

interface InEnv {
  readonly env: EnvironmentRef;
}

/** All agents of an environment, without their texts: complete or a failure. */
export async function listAgents(context: Context, { env }: InEnv): Promise<{ agents: AgentSummary[] }> {
  await findEnvironment(context, env);
  const found = await readDocuments(context, env, 'agent');
  const means = await readMeans(context, env);
  return { agents: found.map((document) => summaryOf(context, means, document)) };
}

/** One agent with its text, and how its routes and skills stand in its environment. Fails: `not-found`. */
export async function getAgent(
  context: Context,
  { env, slug }: InEnv & { readonly slug: string },
): Promise<AgentDetail> {
  const { text, fingerprint, version, changedAt } = await getStored(context, env, 'agent', slug);
  const means = await readMeans(context, env);
  const agent = readAgent(text) ?? {};
  return {
    text,
    fingerprint,
    version,
    ...(changedAt === undefined ? {} : { changedAt }),
    routes: routeStates(means, agent),
    skills: skillsOf(agent).map(({ name, requires }) => ({
      name,
      lacks: requires.filter((key) => !means.set.has(key)),
    })),
  };
}

function summaryOf(context: Context, means: ProviderMeans, document: StoredDocument): AgentSummary {
  const { key, text, version, changedAt } = document;
  const agent = readAgent(text) ?? {};
  const routes = routeStates(means, agent);
  return {
    slug: key,
    name: textOf(agent, 'name') ?? key,
    model: textOf(agent, 'model') ?? '',
    active: agent['isActive'] !== false,
    routes: routes.length,
    skills: skillsOf(agent).length,
    promptLength: promptLength(agent),
    able: routes.every(({ runsOn }) => runsOn !== undefined),
    carried: context.fingerprint(carriedText(agent)),
    version,
    ...(changedAt === undefined ? {} : { changedAt }),
  };
}

/** How each route of an agent stands in an environment. */
function routeStates(means: ProviderMeans, agent: JsonObject): RouteState[] {
  return routesOf(agent).map(({ label, model, pin }) => {
    const ability = abilityOf(means, providerOfModel(model) ?? '', pin);
    return {
      label,
      model,
      ...(pin === undefined ? {} : { pin }),
      ...(ability.able ? { runsOn: ability.envVarName, lacks: [] } : { lacks: [...ability.lacks] }),
    };
  });
}
