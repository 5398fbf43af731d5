import { agentSlugFrom, skillsOf } from './agent.ts';
import { createFields, writableFields } from './agent-fields.ts';
import {
  canonicalJson,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  listOf,
  objectOf,
  textOf,
  withFields,
} from './json.ts';
import type { ProviderMeans } from './provider-ability.ts';

/** Whether two values of a field are the same; nothing and null are. */
const same = (a: Json | undefined, b: Json | undefined): boolean =>
  canonicalJson(a ?? null) === canonicalJson(b ?? null);

/**
 * What a server will really hold of an agent that somebody wants there.
 *
 * Fields that no route takes stay as they are, a skill is linked only where its variables are set, and a field set to
 * nothing is left out, as it is in what a server's record is read as. Doing it twice gives what doing it once gave.
 *
 * @param before  the agent of that slug that is there now
 */
export function servedAgent(
  wanted: JsonObject,
  before: JsonObject | undefined,
  { set }: Pick<ProviderMeans, 'set'>,
): JsonObject {
  const kept = Object.entries(before ?? {}).filter(([field]) => !writableFields.has(field));
  const written = Object.entries(wanted).filter(([field]) => writableFields.has(field));
  return withoutNothing(
    withFields(objectOf([...kept, ...written]), [
      ['skills', wanted['skills'] === undefined ? before?.['skills'] : servedSkills(wanted, before, set)],
      ['promptBlocks', mapped(wanted['promptBlocks'], servedBlock)],
      ['modelRoutes', mapped(wanted['modelRoutes'], servedRoute)],
    ]),
  );
}

/** Names of fields that were asked to be otherwise than `servedAgent` leaves them, since no route takes them. */
export const unservedFields = (wanted: JsonObject, served: JsonObject): readonly string[] =>
  Object.keys(wanted)
    .filter((field) => !writableFields.has(field) && !same(wanted[field], served[field]))
    .sort();

const mapped = (list: Json | undefined, each: (one: JsonObject, at: number) => Json): Json | undefined =>
  isJsonArray(list) ? list.map((one, at) => (isJsonObject(one) ? each(one, at) : one)) : list;

/** A server takes whole blocks only. What a person left out is set as a dashboard would. */
const servedBlock = (block: JsonObject, at: number): Json => ({
  id: `${agentSlugFrom(textOf(block, 'name') ?? '')}-${at + 1}`,
  type: 'text',
  enabled: true,
  editable: true,
  order: at + 1,
  ...block,
});

const servedRoute = (route: JsonObject): Json => ({ providerKey: null, isDefault: false, ...route });

/** Those that are linked already as they are, then the others that can be. */
function servedSkills(
  wanted: JsonObject,
  before: JsonObject | undefined,
  set: ReadonlySet<string>,
): readonly Json[] {
  const names = skillNames(wanted);
  const linked = skillNames(before ?? {});
  const stay = listOf(before, 'skills').filter((skill) => names.has(textOf(skill, 'name') ?? ''));
  const added = listOf(wanted, 'skills').filter((skill) =>
    skillsOf({ skills: [skill] }).every(
      ({ name, requires }) => !linked.has(name) && requires.every((key) => set.has(key)),
    ),
  );
  return [...stay, ...added];
}

const skillNames = (agent: JsonObject): ReadonlySet<string> =>
  new Set(skillsOf(agent).map(({ name }) => name));

/** An agent without the fields that are set to nothing. */
export const withoutNothing = (agent: JsonObject): JsonObject =>
  objectOf(Object.entries(agent).filter(([, value]) => value !== null));

/** What is sent for a field that is to be as if it had never been set. Others take null. */
const unset: Readonly<Record<string, Json>> = {
  modelRoutes: [],
  promptBlocks: [],
  dynamicBlocks: [],
  featureFlags: {},
  maxSteps: 20,
  contextLimit: 20,
  historyMode: 'rolling',
  compactThreshold: 40,
  enableUserProfiling: false,
  enableThreading: false,
  isActive: true,
};

/** The fields that have to be written to make one agent of another, `skills` aside: those that a create takes apart. */
export function fieldsToWrite(
  goal: JsonObject,
  before: JsonObject | undefined,
): { readonly create: JsonObject; readonly change: JsonObject } {
  const onCreate = new Set<string>(createFields);
  const differing = [...writableFields]
    .filter((field) => field !== 'skills' && !same(goal[field], before?.[field]))
    .map((field): readonly [string, Json] => [field, goal[field] ?? unset[field] ?? null]);
  return {
    create: objectOf(differing.filter(([field]) => onCreate.has(field))),
    change: objectOf(differing.filter(([field]) => !onCreate.has(field))),
  };
}

/**
 * The fields in which an agent is otherwise than it was to be.
 *
 * Only what could be written counts. A new agent has whatever the server gives it beside what was asked for; a field
 * that was to go has what it has where it was never set.
 */
export function unlikeGoal(
  goal: JsonObject,
  before: JsonObject | undefined,
  now: JsonObject,
): readonly string[] {
  const fields = [...writableFields].filter((field) => {
    if (field === 'skills' || same(goal[field], now[field])) return false;
    if (!same(goal[field], null)) return true;
    return !same(before?.[field], null) && !same(now[field], unset[field]);
  });
  const skills = goal['skills'] === undefined || sameNames(skillNames(goal), skillNames(now));
  return skills ? fields : [...fields, 'skills'];
}

const sameNames = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((name) => b.has(name));
