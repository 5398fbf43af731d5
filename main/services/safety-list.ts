import { setImmediate } from 'node:timers/promises';
import { providerOf } from '../../core/detect.ts';
import { type Environment, nameAmong, type ProjectRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { limits } from '../../core/limits.ts';
import { checkRequired } from '../../core/required.ts';
import type { Required } from '../../core/rules.ts';
import {
  checkList,
  checkVariable,
  countLacked,
  countLevels,
  type EnvironmentHealth,
  inOrderOfLevel,
} from '../../core/safety.ts';
import type { Finding } from '../../core/safety-rule.ts';
import { credentialsOf, type OtherEnvironment, type Surroundings } from '../../core/safety-shared.ts';
import type { StoredVariable } from '../../core/workspace.ts';
import { type Context, workspaceOf } from './context.ts';
import { findProject } from './find-environment.ts';
import { pointedAt } from './gather-pointed.ts';
import { readRequiredKeys, readRules } from './read-rules.ts';
import { isApart, readStandIns } from './stand-ins.ts';
import { isUnopenedBranch } from './unopened-branch.ts';

/** Variables looked at in one go: the app goes on answering in between. */
const atATime = 250;

interface Place {
  readonly environment: Environment;
  /** Absent where the list could not be read. */
  readonly variables: readonly StoredVariable[] | undefined;
}

/**
 * Check the saved values of every live environment of a project. Values are read here and stay here.
 *
 * An environment whose list cannot be read, and a branch that nobody opened, is `not-loaded`, and the others are judged
 * without it.
 */
export async function listSafety(
  context: Context,
  { project }: { readonly project: ProjectRef },
): Promise<{ environments: EnvironmentHealth[] }> {
  const found = await findProject(context, project);
  const { environments } = found;
  const places: Place[] = [];
  for (const environment of environments)
    if (!environment.archived) {
      places.push({ environment, variables: await readList(context, project, environment) });
      await setImmediate();
    }
  const required = readRequiredKeys(context, project);
  const rules = new Map(readRules(context, project).map(({ key, rule }) => [key, rule]));
  const sides = new Map(places.map((place) => [place, asOther(place, environments)]));
  const standIns = readStandIns(context, project, found);
  const pointed = await pointedAt(context, project, sharing(places));
  const health: EnvironmentHealth[] = [];
  for (const place of places) {
    const { slug } = place.environment;
    const others = places.flatMap((each) =>
      isApart(standIns, slug, each.environment.slug) ? (sides.get(each) ?? []) : [],
    );
    const around = { environmentKind: place.environment.kind, others, rules, pointed };
    health.push(await healthOf(place, around, required));
  }
  return { environments: health };
}

/** Environments that share a secret of a name that tells no provider: a provider key may point at it all the same. */
function sharing(places: readonly Place[]): ReadonlySet<string> {
  const slugs = new Map<string, string[]>();
  for (const { environment, variables = [] } of places)
    for (const { key, kind, value, fingerprint } of variables) {
      if (kind === 'plain' || value === '' || fingerprint === undefined || providerOf(key) !== undefined)
        continue;
      const name = `${fingerprint} ${key}`;
      slugs.set(name, [...(slugs.get(name) ?? []), environment.slug]);
    }
  return new Set([...slugs.values()].filter((having) => having.length > 1).flat());
}

async function readList(
  context: Context,
  project: ProjectRef,
  { slug }: Environment,
): Promise<readonly StoredVariable[] | undefined> {
  const env = { ...project, slug };
  if (isUnopenedBranch(context, env)) return undefined;
  try {
    return await workspaceOf(context, project.workspaceId).readVariables(env);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function asOther(
  { environment, variables = [] }: Place,
  environments: readonly Environment[],
): OtherEnvironment {
  const { kind } = environment;
  return {
    name: nameAmong(environments, environment),
    kind,
    credentials: kind === 'production' ? credentialsOf(variables) : undefined,
    variables: new Map(
      variables.map(({ key, fingerprint, value }) => [key, { fingerprint, empty: value === '' }]),
    ),
  };
}

async function healthOf(
  { environment, variables }: Place,
  around: Surroundings,
  required: readonly Required[],
): Promise<EnvironmentHealth> {
  const { slug } = environment;
  if (variables === undefined)
    return { slug, state: 'not-loaded', counts: countLevels([]), findings: [], empty: false, lacks: 0 };
  const keys = new Set(variables.map(({ key }) => key));
  const found: Finding[] = [
    ...checkList(around, variables),
    ...checkRequired(around.environmentKind, required, keys),
  ];
  for (let next = 0; next < variables.length; next += atATime) {
    for (const variable of variables.slice(next, next + atATime))
      found.push(...checkVariable(around, variable));
    await setImmediate();
  }
  const findings = inOrderOfLevel(found).slice(0, limits.findingsShown);
  const lacks = countLacked(
    keys,
    around.others.map(({ variables: theirs }) => new Set(theirs.keys())),
  );
  return { slug, state: 'checked', counts: countLevels(found), findings, empty: keys.size === 0, lacks };
}
