import { type Answer, json, Refused, success, unexpected } from './answer.ts';
import { noSuchVariable, parentOf, type Row, type Target, type VariableStore } from './variable-store.ts';
import { type Environment, put, type Value, valuesOf } from './world.ts';

const keyRule = /^[A-Z][A-Z0-9_]{0,63}$/;
const longestValue = 8192;

type Code = 'name_invalid' | 'value_required' | 'value_too_long';

/** The store of Platos' native tenancy database: strict keys, no inheritance, kinds that routes cannot set. */
export const ownStore: VariableStore = {
  list: (target) =>
    [...valuesOf(target.world, target.environment.id)]
      .map(([name, value]) => rowOf(target, name, value))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  read: (target, name) => {
    const value = valuesOf(target.world, target.environment.id).get(name);
    if (value === undefined) throw new Refused(noSuchVariable());
    return rowOf(target, name, value);
  },
  upsert: ({ world, environment, now }, { name, value }) => {
    const key = name.trim();
    const code = codeOf(key, value);
    if (code !== undefined) return invalid({ [key]: code });
    put(world, environment.id, key, value, { secret: false, now });
    return success();
  },
  edit: ({ world, environment, now }, name, value) => {
    if (!valuesOf(world, environment.id).has(name)) return noSuchVariable();
    const code = codeOf(name, value);
    if (code !== undefined) return invalid({ [name]: code });
    put(world, environment.id, name, value, { now });
    return success();
  },
  remove: ({ world, environment }, name) =>
    valuesOf(world, environment.id).delete(name) ? success() : noSuchVariable(),
  import: (target, { variables, parentVariables, override }) => {
    const own = importInto(target, target.environment, variables, override === true);
    const parent = parentOf(target);
    if (own.status !== 200 || parent === undefined || parentVariables === undefined) return own;
    return importInto(target, parent, parentVariables, override === true);
  },
};

const rowOf = ({ flavour }: Target, name: string, { value, secret }: Value): Row => ({
  name,
  value: secret ? flavour.redaction : value,
  isSecret: secret,
});

/** Keys that are set already are left alone without override, and that is no failure. */
function importInto(
  target: Target,
  environment: Environment,
  variables: Readonly<Record<string, string>>,
  override: boolean,
): Answer {
  const pairs = Object.entries(variables).map(([key, value]) => [key.trim(), value] as const);
  const errors = pairs.flatMap(([key, value]) => {
    const code = codeOf(key, value);
    return code === undefined ? [] : [[key, code] as const];
  });
  if (errors.length > 0) return invalid(Object.fromEntries(errors));
  const values = valuesOf(target.world, environment.id);
  const parent = environment === target.environment ? parentOf(target) : undefined;
  let writes = 0;
  for (const [key, value] of pairs) {
    if (values.has(key) && !override) continue;
    if (writes++ === target.importStopsAfter) throw new Refused(unexpected());
    const inherited = parent !== undefined && valuesOf(target.world, parent.id).get(key)?.secret === true;
    const secret = values.get(key)?.secret ?? inherited;
    put(target.world, environment.id, key, value, { secret, now: target.now });
  }
  return success();
}

function codeOf(key: string, value: string): Code | undefined {
  if (!keyRule.test(key)) return 'name_invalid';
  if (value.length === 0) return 'value_required';
  return value.length > longestValue ? 'value_too_long' : undefined;
}

/** The source tells the codes and that they come as an object; the sentence beside them is made up. */
const invalid = (variableErrors: Readonly<Record<string, Code>>): Answer =>
  json({ error: 'Some of the variables are not valid.', variableErrors }, 400);
