import { providerOfModel, readAgent, routesOf, skillsOf } from './agent.ts';
import type { Risk } from './changeset.ts';
import type { EnvironmentKind } from './environment.ts';
import type { JsonObject } from './json.ts';
import { findProviderById } from './provider.ts';
import { abilityOf, type ProviderMeans } from './provider-ability.ts';
import { keyOfRef, readProviderKey, sameRef } from './provider-key.ts';
import { readQueue } from './queue.ts';
import type { Reliance } from './reliance.ts';
import type { DocumentResource } from './resource.ts';
import { listNames } from './safety-rule.ts';
import type { Side } from './side.ts';

/** What documents are judged by: what stands around them when the plan was carried out. */
export interface DocumentFacts {
  /** Variables and provider keys as they will be. */
  readonly means: ProviderMeans;
  /** Slugs of the agents that are pinned to a provider key, as they will be, by the key of its document. */
  readonly pinned: ReadonlyMap<string, readonly string[]>;
  /** Names of the other environments in which a variable that a provider key points at has the same value. */
  readonly shared: ReadonlyMap<string, readonly string[]>;
  /** What needs a variable that is to lose its value, by its key. */
  readonly relied: ReadonlyMap<string, Reliance>;
}

interface Change {
  readonly resource: DocumentResource;
  readonly key: string;
  readonly before: Side | null;
  readonly after: Side | null;
}

/** What deserves a second look before a document is written, most serious first. */
export function documentRisks(
  kind: EnvironmentKind,
  facts: DocumentFacts | undefined,
  { resource, key, before, after }: Change,
): readonly Risk[] {
  const level = kind === 'production' ? 'warning' : 'note';
  if (after === null) {
    const pinned = resource === 'provider-key' ? pinnedRisks(facts, key) : [];
    return [...pinned, { kind: 'deletes', level, text: removes[resource] }];
  }
  const own = [
    ...(kind === 'production' && resource === 'queue' ? pauseRisks(before, after) : []),
    ...(facts === undefined || after.value === undefined ? [] : ownRisks(facts, resource, key, after.value)),
  ];
  return before === null ? own : [...own, { kind: 'overwrites', level, text: replaces[resource] }];
}

const removes: Readonly<Record<DocumentResource, string>> = {
  agent: 'Removes the agent for good. Its memory and threads have no agent any more.',
  'provider-key': 'Removes the pointer. The variable it points at stays.',
  queue: 'Removes the settings of the queue.',
};

const replaces: Readonly<Record<DocumentResource, string>> = {
  agent: 'Changes the agent that is there now.',
  'provider-key': 'Changes the provider key that is there now.',
  queue: 'Changes how the queue runs from now on.',
};

function pauseRisks(before: Side | null, after: Side): readonly Risk[] {
  const pauses = isPaused(after) && !isPaused(before);
  return pauses ? [{ kind: 'pauses', level: 'warning', text: 'Runs pile up until it is resumed.' }] : [];
}

const isPaused = (side: Side | null): boolean =>
  side?.value !== undefined && readQueue(side.value)?.paused === true;

function ownRisks(
  facts: DocumentFacts,
  resource: DocumentResource,
  key: string,
  text: string,
): readonly Risk[] {
  if (resource === 'provider-key') return keyRisks(facts, key, text);
  const agent = resource === 'agent' ? readAgent(text) : undefined;
  return agent === undefined
    ? []
    : [...routeRisks(facts.means, agent), ...pinRisks(facts.means, agent), ...skillRisks(facts.means, agent)];
}

/** A provider that could not run in this environment: refused for an agent that runs, unless its slug is typed. */
function routeRisks(means: ProviderMeans, agent: JsonObject): readonly Risk[] {
  const lacking = new Map<string, string>();
  const unknown = new Set<string>();
  for (const { model, pin } of routesOf(agent)) {
    const id = providerOfModel(model);
    if (id === undefined || findProviderById(id) === undefined) unknown.add(model);
    const ability = abilityOf(means, id ?? '', pin);
    if (!ability.able && ability.provider !== undefined)
      lacking.set(
        ability.provider.name,
        ability.off ? 'is switched off' : `lacks ${ability.lacks.join(' and ')}`,
      );
  }
  const risks: Risk[] = [];
  if (lacking.size > 0)
    risks.push({
      kind: 'provider-not-able',
      // One that is switched off does not run anyway.
      level: agent['isActive'] === false ? 'warning' : 'refused',
      text: `Cannot run here: ${[...lacking].map(([name, why]) => `${name} ${why}`).join('; ')}.`,
    });
  if (unknown.size > 0)
    risks.push({
      kind: 'provider-unknown',
      level: 'warning',
      text: `No provider is known for ${[...unknown].join(', ')}.`,
    });
  return risks;
}

/** A pin at a key that is not there falls through in silence when the agent runs. */
function pinRisks(means: ProviderMeans, agent: JsonObject): readonly Risk[] {
  const gone = routesOf(agent).flatMap(({ pin }) =>
    pin !== undefined && !means.keys.some((key) => sameRef(key, pin)) ? [keyOfRef(pin)] : [],
  );
  if (gone.length === 0) return [];
  const names = [...new Set(gone)].join(', ');
  return [
    { kind: 'key-not-found', level: 'warning', text: `Pinned to a provider key that is not here: ${names}.` },
  ];
}

function skillRisks(means: ProviderMeans, agent: JsonObject): readonly Risk[] {
  const lacking = skillsOf(agent).flatMap(({ name, requires }) => {
    const lacks = requires.filter((key) => !means.set.has(key));
    return lacks.length === 0 ? [] : [`${name} lacks ${lacks.join(' and ')}`];
  });
  if (lacking.length === 0) return [];
  return [
    {
      kind: 'skill-lacks',
      level: 'warning',
      text: `Skills that cannot be linked here: ${lacking.join('; ')}.`,
    },
  ];
}

function keyRisks({ means, shared }: DocumentFacts, key: string, text: string): readonly Risk[] {
  const read = readProviderKey(key, text);
  if (read === undefined) return [];
  const risks: Risk[] = [];
  if (!means.set.has(read.envVarName))
    risks.push({
      kind: 'key-without-value',
      level: 'warning',
      text: `Points at ${read.envVarName}, which has no value here.`,
    });
  const same = shared.get(read.envVarName) ?? [];
  if (same.length > 0)
    risks.push({
      kind: 'provider-key',
      level: 'warning',
      text: `Points at ${read.envVarName}, which has the same value as in ${listNames(same)}.`,
    });
  if (findProviderById(read.provider) === undefined)
    risks.push({
      kind: 'provider-unknown',
      level: 'warning',
      text: `${read.provider} is not a known provider.`,
    });
  return risks;
}

function pinnedRisks(facts: DocumentFacts | undefined, key: string): readonly Risk[] {
  const pinned = facts?.pinned.get(key) ?? [];
  if (pinned.length === 0) return [];
  const names = pinned.slice(0, 3).join(', ') + (pinned.length > 3 ? ` and ${pinned.length - 3} more` : '');
  return [{ kind: 'agents-pinned', level: 'refused', text: `Pinned to it: ${names}.` }];
}
