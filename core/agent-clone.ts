import { providerOfModel, routesOf, skillsOf } from './agent.ts';
import { crossingFields, stayingFields } from './agent-fields.ts';
import { linkFieldsOf, withLinksOf } from './agent-links.ts';
import { fieldOf, isJsonArray, isJsonObject, type Json, type JsonObject, objectOf } from './json.ts';
import { abilityOf, type ProviderMeans } from './provider-ability.ts';
import { KeyRef, type ProviderKey, sameRef } from './provider-key.ts';

export interface CloneSource {
  readonly agent: JsonObject;
  readonly keys: readonly ProviderKey[];
}

export interface CloneTarget extends ProviderMeans {
  /** The agent of the same slug, where there is one: it is changed, and never a second one made. */
  readonly agent: JsonObject | undefined;
}

/** How a pinned key was found again: by provider and variable, by provider and label, or the provider's default. */
export type Resolution = 'variable' | 'label' | 'default' | 'none' | 'not-pinned';

export interface ResolvedRoute {
  readonly label: string;
  readonly model: string;
  /** As the source has it. */
  readonly from: KeyRef | undefined;
  /** As the target gets it. */
  readonly to: KeyRef | undefined;
  readonly by: Resolution;
  /** The variable that pays for it in the target; undefined where the target is not able to run it. */
  readonly runsOn: string | undefined;
  /** Variables that the target lacks for it. */
  readonly lacks: readonly string[];
  /** Its provider is switched off in the target. */
  readonly off: boolean;
}

export interface AgentClone {
  /** What the target is to hold: the crossing fields of the source, the staying ones of the target. */
  readonly agent: JsonObject;
  readonly routes: readonly ResolvedRoute[];
  readonly skills: readonly { readonly name: string; readonly lacks: readonly string[] }[];
  /** Fields that the source has and that stay there, with the reason. */
  readonly stays: readonly { readonly field: string; readonly why: string }[];
}

/**
 * An agent of one environment as another one is to have it.
 *
 * Pinned provider keys are resolved in the target: provider and variable, else provider and label, else the
 * provider's default, else none. No value of a key is read. Doing it twice gives what doing it once gave.
 */
export function cloneAgent(source: CloneSource, target: CloneTarget): AgentClone {
  const resolve = (pin: KeyRef | undefined) => resolveKey(source.keys, target.keys, pin);
  const fields = Object.entries(source.agent).filter(([field]) => crossingFields.has(field));
  const crossing = fields.map(([field, value]): readonly [string, Json] => {
    if (field === 'providerKey') return [field, asJson(resolve(pinIn(value)).to)];
    if (field === 'modelRoutes') return [field, routesIn(value, resolve)];
    if (field === 'toolsBlockConfig') return [field, withLinksOf(value, fieldOf(target.agent, field))];
    return [field, value];
  });
  const own = Object.entries(target.agent ?? {}).filter(([field]) => !crossingFields.has(field));
  return {
    agent: objectOf([...own, ...crossing]),
    routes: routesOf(source.agent).map((route) => {
      const { to, by } = resolve(route.pin);
      const ability = abilityOf(target, providerOfModel(route.model) ?? '', to);
      const { label, model, pin: from } = route;
      return ability.able
        ? { label, model, from, to, by, runsOn: ability.envVarName, lacks: [], off: false }
        : { label, model, from, to, by, runsOn: undefined, lacks: ability.lacks, off: ability.off };
    }),
    skills: skillsOf(source.agent).map(({ name, requires }) => ({
      name,
      lacks: requires.filter((key) => !target.set.has(key)),
    })),
    stays: staysOf(source.agent),
  };
}

/** Find a key of the source among those of the target. */
export function resolveKey(
  sources: readonly ProviderKey[],
  targets: readonly ProviderKey[],
  pin: KeyRef | undefined,
): { readonly to: KeyRef | undefined; readonly by: Resolution } {
  if (pin === undefined) return { to: undefined, by: 'not-pinned' };
  const { provider } = pin;
  const label = sources.find((key) => sameRef(key, pin))?.label;
  const of = (fits: (key: ProviderKey) => boolean) =>
    targets.find((key) => key.provider === provider && fits(key));
  const steps: readonly (readonly [Resolution, ProviderKey | undefined])[] = [
    ['variable', of((key) => key.envVarName === pin.envVarName)],
    ['label', of((key) => key.label === label)],
    ['default', of((key) => key.isDefault)],
  ];
  const [by, found] = steps.find(([, key]) => key !== undefined) ?? ['none', undefined];
  return { by, to: found && { provider, envVarName: found.envVarName } };
}

const asJson = (ref: KeyRef | undefined): Json => (ref === undefined ? null : { ...ref });

function pinIn(value: Json | undefined): KeyRef | undefined {
  const read = KeyRef.safeParse(value);
  return read.success ? read.data : undefined;
}

function routesIn(
  routes: Json,
  resolve: (pin: KeyRef | undefined) => { readonly to: KeyRef | undefined },
): Json {
  if (!isJsonArray(routes)) return routes;
  return routes.map((route) => {
    if (!isJsonObject(route) || !Object.hasOwn(route, 'providerKey')) return route;
    const { to } = resolve(pinIn(route['providerKey']));
    return objectOf(
      Object.entries(route).map(([field, value]) => [field, field === 'providerKey' ? asJson(to) : value]),
    );
  });
}

function staysOf(agent: JsonObject): AgentClone['stays'] {
  const known = stayingFields.filter(({ field }) => Object.hasOwn(agent, field));
  const named = new Set(stayingFields.map(({ field }) => field));
  const strange = Object.keys(agent).filter((field) => !crossingFields.has(field) && !named.has(field));
  const links = linkFieldsOf(fieldOf(agent, 'toolsBlockConfig'));
  return [
    ...known,
    ...links.map((name) => ({ field: `toolsBlockConfig.${name}`, why: 'It names agents of the source.' })),
    ...strange.sort().map((field) => ({ field, why: 'This console does not know it.' })),
  ];
}
