import { providerOfModel, readAgent, routesOf, skillsOf } from './agent.ts';
import type { Risk } from './changeset.ts';
import { findProviderById } from './provider.ts';
import { abilityOf, type ProviderMeans } from './provider-ability.ts';
import { listNames } from './safety-rule.ts';

/** What of an environment needs one of its variables. */
export interface Reliance {
  /** Slugs of agents that reach a model by it now, or have a skill that requires it. */
  readonly agents: readonly string[];
  /** Labels of provider keys that point at it. */
  readonly providerKeys: readonly string[];
}

/**
 * What needs each of these variables; a variable that nothing needs is absent.
 *
 * @param means   provider keys as they will be, and the variables as long as they have a value
 * @param agents  documents of agents as they will be, by slug
 */
export function relianceOn(
  variables: readonly string[],
  means: ProviderMeans,
  agents: ReadonlyMap<string, string>,
): ReadonlyMap<string, Reliance> {
  const needs = new Map([...agents].map(([slug, text]) => [slug, needsOf(means, text)]));
  const found = variables.map((variable): readonly [string, Reliance] => [
    variable,
    {
      agents: [...needs].flatMap(([slug, needed]) => (needed.has(variable) ? [slug] : [])),
      providerKeys: means.keys.flatMap(({ envVarName, label }) => (envVarName === variable ? [label] : [])),
    },
  ]);
  return new Map(found.filter(([, one]) => one.agents.length + one.providerKeys.length > 0));
}

/** The variables that an agent runs on: of each of its routes the one that pays, and what its skills require. */
function needsOf(means: ProviderMeans, text: string): ReadonlySet<string> {
  const agent = readAgent(text);
  if (agent === undefined) return new Set();
  const routes = routesOf(agent).flatMap(({ model, pin }) => {
    const id = providerOfModel(model) ?? '';
    const ability = abilityOf(means, id, pin);
    if (!ability.able) return [];
    return ability.by === 'variable' ? (findProviderById(id)?.required ?? []) : [ability.envVarName];
  });
  return new Set([...routes, ...skillsOf(agent).flatMap(({ requires }) => requires)]);
}

/** A variable that loses its value while something runs on it. */
export function relianceRisks(reliance: Reliance | undefined): readonly Risk[] {
  if (reliance === undefined) return [];
  const { agents, providerKeys } = reliance;
  const texts = [
    ...(agents.length === 0 ? [] : [`Agents that run on it: ${listNames(agents)}.`]),
    ...(providerKeys.length === 0 ? [] : [`Provider keys that point at it: ${listNames(providerKeys)}.`]),
  ];
  return [{ kind: 'in-use', level: 'warning', text: texts.join(' ') }];
}
