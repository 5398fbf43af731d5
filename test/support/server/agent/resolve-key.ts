import type { World } from '../world.ts';
import type { Agent, ProviderKey } from './agent-world.ts';
import { manifestOf, providerOfModel } from './manifests.ts';
import { lookUp } from './scoped-env.ts';

/** The credential that a turn of an agent spends. */
export interface SpentKey {
  readonly provider: string;
  readonly envVarName: string;
  /** The step that found it; `process` is the operator's own, outside every environment. */
  readonly from: 'pinned' | 'default' | 'canonical' | 'process';
  readonly value: string;
}

/**
 * Which key an agent of a slug would really spend in an environment, or undefined where it cannot run.
 *
 * A pin that leads nowhere and a key whose variable is unset are passed over without a word.
 *
 * @param route  label of a model route; the agent's own model unless given
 */
export function keySpent(
  world: World,
  { environmentId, slug, route, now }: { environmentId: string; slug: string; route?: string; now: number },
): SpentKey | undefined {
  const agent = world.agent.agents.find((one) => one.environmentId === environmentId && one.slug === slug);
  if (agent === undefined) throw new Error(`no agent ${slug} in ${environmentId}`);
  const { model, pin } = modelAt(agent, route);
  const provider = providerOfModel(model);
  const steps = stepsOf(world, environmentId, provider, pin);
  for (const { from, envVarName } of steps) {
    const value = lookUp(world, environmentId, envVarName, now);
    if (value !== undefined) return { provider, envVarName, from, value };
  }
  const canonical = manifestOf(provider)?.requiredEnv[0];
  const own = canonical === undefined ? undefined : world.agent.processVariables.get(canonical);
  if (canonical === undefined || own === undefined) return undefined;
  return { provider, envVarName: canonical, from: 'process', value: own };
}

function modelAt(agent: Agent, label: string | undefined): { model: string; pin: string | null } {
  if (label === undefined) return { model: agent.model, pin: agent.providerKeyId };
  const route = agent.modelRoutes.find((one) => one.label === label);
  if (route === undefined) throw new Error(`no route ${label}`);
  return { model: route.model, pin: route.providerKeyId ?? agent.providerKeyId };
}

function stepsOf(
  world: World,
  environmentId: string,
  provider: string,
  pin: string | null,
): readonly { readonly from: 'pinned' | 'default' | 'canonical'; readonly envVarName: string }[] {
  const keys = world.agent.providerKeys.filter(
    (one) => one.environmentId === environmentId && one.provider === provider,
  );
  const step = (from: 'pinned' | 'default', key: ProviderKey | undefined) =>
    key === undefined ? [] : [{ from, envVarName: key.envVarName }];
  const canonical = manifestOf(provider)?.requiredEnv[0];
  return [
    ...step(
      'pinned',
      keys.find(({ id }) => id === pin),
    ),
    ...step(
      'default',
      keys.find(({ isDefault }) => isDefault),
    ),
    ...(canonical === undefined ? [] : [{ from: 'canonical' as const, envVarName: canonical }]),
  ];
}
