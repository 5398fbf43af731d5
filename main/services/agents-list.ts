import {
  promptLength,
  providerOfModel,
  type Route,
  readAgent,
  routesOf,
  skillsOf,
} from '../../core/agent.ts';
import { carriedText } from '../../core/agent-compare.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { Output } from '../../core/ipc/contract.ts';
import type { AgentDetail, AgentSummary, RouteState } from '../../core/ipc/document-calls.ts';
import { textOf } from '../../core/json.ts';
import { abilityOf, type ProviderMeans } from '../../core/provider-ability.ts';
import type { StoredDocument } from '../../core/workspace.ts';
import { type Context, perContext } from './context.ts';
import { getStored } from './documents-get.ts';
import { findEnvironment } from './find-environment.ts';
import { documentsState, readDocuments, readMeans } from './read-documents.ts';

interface InEnv {
  readonly env: EnvironmentRef;
}

/** All agents of an environment, without their texts: complete or a failure. */
export async function listAgents(context: Context, { env }: InEnv): Promise<Output<'agents.list'>> {
  await findEnvironment(context, env);
  const found = await readDocuments(context, env, 'agent', undefined, 'stored');
  const means = await readMeans(context, env, 'stored');
  const agents = found.map((document) => summaryOf(context, means, document));
  return { agents, ...documentsState(context, env, 'agent') };
}

/** One agent with its text, and how its routes and skills stand in its environment. Fails: `not-found`. */
export async function getAgent(
  context: Context,
  { env, slug }: InEnv & { readonly slug: string },
): Promise<AgentDetail> {
  const { text, fingerprint, version, changedAt } = await getStored(context, env, 'agent', slug);
  const means = await readMeans(context, env, 'stored');
  const agent = readAgent(text) ?? {};
  return {
    text,
    fingerprint,
    version,
    ...(changedAt === undefined ? {} : { changedAt }),
    routes: routeStates(means, routesOf(agent)),
    skills: skillsOf(agent).map(({ name, requires }) => ({
      name,
      lacks: requires.filter((key) => !means.set.has(key)),
    })),
  };
}

/** What a summary needs of an agent's text. It follows from the text alone, so it is kept by fingerprint. */
interface Gist {
  readonly name: string | undefined;
  readonly model: string;
  readonly active: boolean;
  readonly routes: readonly Route[];
  readonly skills: number;
  readonly promptLength: number;
  readonly carried: string;
}

const gistsOf = perContext(() => new Map<string, Gist>());
/** Agents of many environments; beyond that all are read anew. */
const gistsKept = 10_000;

function gistOf(context: Context, { text, fingerprint }: StoredDocument): Gist {
  const gists = gistsOf(context);
  const known = gists.get(fingerprint);
  if (known !== undefined) return known;
  const agent = readAgent(text) ?? {};
  const gist: Gist = {
    name: textOf(agent, 'name'),
    model: textOf(agent, 'model') ?? '',
    active: agent['isActive'] !== false,
    routes: routesOf(agent),
    skills: skillsOf(agent).length,
    promptLength: promptLength(agent),
    carried: context.fingerprint(carriedText(agent)),
  };
  if (gists.size >= gistsKept) gists.clear();
  gists.set(fingerprint, gist);
  return gist;
}

function summaryOf(context: Context, means: ProviderMeans, document: StoredDocument): AgentSummary {
  const { key, version, changedAt } = document;
  const { name, routes, ...gist } = gistOf(context, document);
  return {
    ...gist,
    slug: key,
    name: name ?? key,
    routes: routes.length,
    able: routeStates(means, routes).every(({ runsOn }) => runsOn !== undefined),
    version,
    ...(changedAt === undefined ? {} : { changedAt }),
  };
}

/** How each route of an agent stands in an environment. */
function routeStates(means: ProviderMeans, routes: readonly Route[]): RouteState[] {
  return routes.map(({ label, model, pin }) => {
    const ability = abilityOf(means, providerOfModel(model) ?? '', pin);
    return {
      label,
      model,
      ...(pin === undefined ? {} : { pin }),
      ...(ability.able
        ? { runsOn: ability.envVarName, lacks: [], off: false }
        : { lacks: [...ability.lacks], off: ability.off }),
    };
  });
}
