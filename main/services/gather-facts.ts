import { type PlanFacts, printAfter, type WantedChange } from '../../core/changeset-plan.ts';
import {
  type Environment,
  type EnvironmentKind,
  type EnvironmentRef,
  nameAmong,
} from '../../core/environment.ts';
import { separateKeys, separatePrints } from '../../core/equal-keys.ts';
import { Failure } from '../../core/errors.ts';
import { limits } from '../../core/limits.ts';
import { refOfKey } from '../../core/provider-key.ts';
import { resourceOf } from '../../core/resource.ts';
import { credentialsOf, type OtherEnvironment, standing } from '../../core/safety-shared.ts';
import type { Side } from '../../core/side.ts';
import type { Freshness, StoredVariable } from '../../core/workspace.ts';
import { within } from '../within.ts';
import { type Context, workspaceOf } from './context.ts';
import { findProject } from './find-environment.ts';
import { gatherDocuments } from './gather-documents.ts';
import { gatherPointed } from './gather-pointed.ts';
import { readRules } from './read-rules.ts';
import { isApart, readStandIns } from './stand-ins.ts';
import { isUnopenedBranch } from './unopened-branch.ts';

interface Question {
  readonly env: EnvironmentRef;
  readonly kind: EnvironmentKind;
  readonly changes: readonly WantedChange[];
  /** The environment does not exist yet: nothing is there to be read. */
  readonly missing: boolean;
  /** How new the target has to be. The other environments are taken as they were seen last. */
  readonly freshness: Exclude<Freshness, 'stored'>;
  /** Slug of an environment that is not counted among the others. */
  readonly replaces?: string | undefined;
  /** Where carried values come from. */
  readonly from?: EnvironmentRef | undefined;
}

/** What a plan is decided from, and the names of what could not be read for it. */
export interface GatheredFacts extends PlanFacts {
  readonly unread: readonly string[];
}

/** Read all that a plan for these changes is decided from: the target, the other environments, the rules. */
export async function gatherFacts(context: Context, question: Question): Promise<GatheredFacts> {
  const { env, kind, changes, missing, freshness } = question;
  const keys = changes.filter((change) => resourceOf(change) === 'variable').map(({ key }) => key);
  const pointedAt = changes.flatMap((change) => variableOf(change) ?? []);
  const separates = keys.some((key) => separateKeys.includes(key));
  const asked = [...new Set([...keys, ...pointedAt, ...(separates ? separateKeys : [])])];
  const documents = await gatherDocuments(context, question);
  const none = asked.length === 0;
  const [variables, places] = await Promise.all([
    missing || none ? new Map<string, Side>() : readSides(context, env, asked, freshness),
    readOthers(context, question, asked),
  ]);
  const { fingerprint } = context;
  const target = new Map([...variables, ...documents.sides]);
  const others = places.filter((one) => 'variables' in one);
  const printOf = (key: string) => printAfter({ target, fingerprint }, changes, key);
  return {
    environmentKind: kind,
    target,
    documents: documents.facts && { ...documents.facts, shared: sharedIn(others, pointedAt, printOf) },
    writeRules: workspaceOf(context, env.workspaceId).writeRules,
    others,
    from: await sourceOf(context, question),
    pointed: await gatherPointed(context, { env, changes, target, others, missing }),
    separate: separates ? separatePrints(printOf) : undefined,
    unread: [
      ...places.filter((one) => !('variables' in one)).map(({ name }) => name),
      ...(documents.unread ? ['its agents'] : []),
    ],
    rules: new Map(readRules(context, env).map(({ key, rule }) => [key, rule])),
    fingerprint,
  };
}

/** The environment of carried values; `undefined` where there is none, or where it is gone. */
async function sourceOf(context: Context, { from }: Question): Promise<Environment | undefined> {
  if (from === undefined) return undefined;
  const { environments } = await findProject(context, from);
  return environments.find(({ slug }) => slug === from.slug);
}

/** The variable that a provider key points at from now on. */
const variableOf = (change: WantedChange): string | undefined =>
  change.resource === 'provider-key' && change.type === 'set' ? refOfKey(change.key)?.envVarName : undefined;

/** Names of the environments in which a variable has the value that it will have in the target. */
const sharedIn = (
  others: readonly OtherEnvironment[],
  names: readonly string[],
  printOf: (key: string) => string | undefined,
): ReadonlyMap<string, readonly string[]> =>
  new Map(
    names.map((key) => {
      const { same } = standing(others, { key, value: undefined, fingerprint: printOf(key) });
      return [key, same.map(({ name }) => name)];
    }),
  );

/** The state of these keys with their values; a key that is not set is absent. */
export async function readSides(
  context: Context,
  env: EnvironmentRef,
  keys: readonly string[],
  freshness: Freshness = 'stored',
): Promise<ReadonlyMap<string, Side>> {
  const variables = await workspaceOf(context, env.workspaceId).readVariables(env, keys, freshness);
  return new Map(variables.map((variable) => [variable.key, sideOf(variable)]));
}

/** A stored variable as planning sees it. */
export function sideOf({ value, kind, note, fingerprint }: StoredVariable): Side {
  return { value, kind, note, fingerprint };
}

/**
 * The others as they were seen last. One that was never seen and cannot be read now, or not soon, has a name alone: a plan
 * can do without it, and says so. Of production all is read where a value may come from there into another environment.
 * Branches that nobody opened here are not asked for.
 */
async function readOthers(
  context: Context,
  { env, kind: target, changes, freshness, replaces }: Question,
  keys: readonly string[],
): Promise<readonly ((OtherEnvironment & { readonly slug: string }) | Pick<OtherEnvironment, 'name'>)[]> {
  if (keys.length === 0) return [];
  const project = await findProject(context, env);
  const workspace = workspaceOf(context, env.workspaceId);
  const standIns = readStandIns(context, env, project);
  const live = project.environments.filter(
    ({ slug, archived }) =>
      isApart(standIns, env.slug, slug) &&
      slug !== replaces &&
      !archived &&
      !isUnopenedBranch(context, { ...env, slug }),
  );
  const sets = target !== 'production' && changes.some(({ type }) => type === 'set');
  return Promise.all(
    live.map(async (environment) => {
      const { slug, kind } = environment;
      const name = nameAmong(project.environments, environment);
      const all = sets && kind === 'production';
      const reading = workspace.readVariables({ ...env, slug }, all ? undefined : keys).catch(unlessServer);
      const found = await (freshness === 'server' ? reading : within(limits.newestMs, reading));
      if (found === undefined) return { name };
      const variables = found.map(
        ({ key, value, fingerprint }) => [key, { fingerprint, empty: value === '' }] as const,
      );
      const credentials = all ? { credentials: credentialsOf(found) } : {};
      return { slug, name, kind, variables: new Map(variables), ...credentials };
    }),
  );
}

/** What a server did not give is no reason to give up; anything else is. */
function unlessServer(error: unknown): undefined {
  if (error instanceof Failure && error.detail.code === 'server') return undefined;
  throw error;
}
