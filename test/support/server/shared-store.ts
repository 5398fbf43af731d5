import { type Answer, json, Refused, success, unexpected } from './answer.ts';
import { titles } from './names.ts';
import { noSuchVariable, parentOf, type Target, type VariableStore } from './variable-store.ts';
import { type Environment, projectHas, put, type Value, valuesOf } from './world.ts';

const reserved = new Set(['TRIGGER_SECRET_KEY', 'TRIGGER_API_URL']);

interface WriteOptions {
  readonly override: boolean;
  readonly isSecret?: boolean | undefined;
  readonly updatedBy?: unknown;
  /** New values take the secret flag of the parent's value. */
  readonly inherits?: boolean;
}

/** The store of Trigger.dev and of the eras of Platos that kept its tables. */
export const sharedStore: VariableStore = {
  list: (target) => {
    const secrets = secretKeys(target);
    const { redaction } = target.flavour;
    return [...merged(target)].map(([name, value]) => {
      const isSecret = secrets.has(name);
      return { name, value: isSecret ? redaction : value, isSecret };
    });
  },
  read: (target, name) => {
    const isKnown = projectHas(target.world, target.project.id, name);
    const row = isKnown ? sharedStore.list(target).find((one) => one.name === name) : undefined;
    if (row === undefined) throw new Refused(noSuchVariable());
    return row;
  },
  upsert: (target, { name, value, isSecret }) =>
    write(target, target.environment, [[name, value]], { override: true, isSecret }),
  edit: ({ world, project, environment, now }, name, value) => {
    if (!projectHas(world, project.id, name)) return noSuchVariable();
    if (value.trim() !== '') put(world, environment.id, name, value, { now });
    return success();
  },
  remove: ({ world, project, environment }, name) => {
    if (!projectHas(world, project.id, name)) return noSuchVariable();
    if (valuesOf(world, environment.id).delete(name)) return success();
    return json({ error: 'Environment variable value not found' }, 400);
  },
  import: (target, what) => {
    const options = {
      override: what.override === true,
      isSecret: what.isSecret,
      updatedBy: what.source,
      inherits: true,
    };
    const own = write(target, target.environment, Object.entries(what.variables), options);
    const parent = parentOf(target);
    if (parent === undefined || what.parentVariables === undefined) return own;
    const above = write(target, parent, Object.entries(what.parentVariables), options);
    return own.status === 200 ? own : above.status === 200 ? above : own;
  },
};

/** Every value that an environment has at run time, readable: the parent's below the branch's. */
export function merged(target: Target): Map<string, string> {
  const values = new Map<string, string>();
  for (const environment of [parentOf(target), target.environment])
    for (const [key, { value }] of environment === undefined ? [] : valuesOf(target.world, environment.id)) {
      // The stored key is cut at colons when it is read, and so is the name of a variable.
      const name = key.split(':')[0] ?? '';
      if (!reserved.has(name)) values.set(name, value);
    }
  return values;
}

/** Names that are secret in the environment or in its parent. */
function secretKeys(target: Target): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const environment of [parentOf(target), target.environment])
    if (environment !== undefined)
      for (const [key, { secret }] of valuesOf(target.world, environment.id)) if (secret) keys.add(key);
  return keys;
}

function write(
  target: Target,
  environment: Environment,
  pairs: readonly (readonly [string, string])[],
  options: WriteOptions,
): Answer {
  const allowed = pairs.filter(([key]) => !reserved.has(key));
  const usable = allowed.filter(([key, value]) => key.trim() !== '' && value.trim() !== '');
  if (usable.length === 0) return nothingUsable(allowed.length < pairs.length);
  const values = valuesOf(target.world, environment.id);
  const taken = usable.filter(([key]) => values.has(key));
  if (!options.override && taken.length > 0) return alreadySet(taken, environment);
  let writes = 0;
  for (const [key, value] of usable) {
    if (writes++ === target.importStopsAfter) throw new Refused(unexpected());
    writeOne(target, environment, values.get(key), [key, value], options);
  }
  return success();
}

/** A write that changes neither value nor flag is skipped. */
function writeOne(
  target: Target,
  environment: Environment,
  there: Value | undefined,
  [key, value]: readonly [string, string],
  { isSecret, inherits, updatedBy }: WriteOptions,
): void {
  const given = target.flavour.secretFlag ? isSecret : undefined;
  const parent = environment === target.environment ? parentOf(target) : undefined;
  const inherited =
    inherits === true && parent !== undefined && valuesOf(target.world, parent.id).get(key)?.secret;
  const secret = given ?? there?.secret ?? inherited ?? false;
  if (there?.value === value && there.secret === secret) return;
  put(target.world, environment.id, key, value, { secret, updatedBy, now: target.now });
}

const nothingUsable = (someReserved: boolean): Answer =>
  json(
    {
      error: `You must set at least one valid variable.${someReserved ? ' All the variables submitted are not allowed.' : ''}`,
    },
    400,
  );

const alreadySet = (taken: readonly (readonly [string, string])[], environment: Environment): Answer => {
  const where = environment.branchName ?? titles[environment.type];
  return json(
    {
      error:
        'Some of the variables are already set for these environments. Set override to true to override them.',
      variableErrors: taken.map(([key]) => ({ key, error: `Variable already set in ${where}.` })),
    },
    400,
  );
};
