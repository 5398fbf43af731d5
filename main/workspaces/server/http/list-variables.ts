import { z } from 'zod';
import type { Flavour } from '../../../../core/connection.ts';
import { byKey } from '../../../../core/variable.ts';
import type { RemoteEnvironment, RemoteList, RemoteVariable } from '../api.ts';
import type { Client } from './client.ts';

/** What Trigger.dev and Platos on its tables write in place of a secret's value. */
const redacted = '<redacted>';

/** One of the two ways to tell the kind must be there; more fields than these are fine. */
const Plain = { value: z.string() };
const Hidden = { value: z.string().nullish() };
const Row = z.union([
  z.object({ name: z.string(), isSecret: z.literal(false), kind: z.literal('PLAIN').optional(), ...Plain }),
  z.object({ name: z.string(), isSecret: z.boolean(), kind: z.literal('SECRET'), ...Hidden }),
  z.object({ name: z.string(), isSecret: z.literal(true), ...Hidden }),
  z.object({ name: z.string(), isSecret: z.undefined(), kind: z.literal('PLAIN'), ...Plain }),
  z.object({ name: z.string(), isSecret: z.undefined(), kind: z.literal('SECRET'), ...Hidden }),
]);
type Row = z.infer<typeof Row>;

/**
 * The complete list of an environment, sorted by key, or a failure.
 *
 * The flag decides what is hidden, not the text: a plain variable may have the value `<redacted>`. Of rows with one key
 * (a server that cuts keys at a colon lists such) the first hidden one is kept, else the first.
 */
export async function listVariables(
  client: Client,
  env: RemoteEnvironment,
  signal: AbortSignal | undefined,
): Promise<RemoteList> {
  const path = ['v1', 'projects', env.projectRef, 'envvars', env.slug];
  const rows = await client.get({ path, env, signal }, z.array(Row));
  const variables = new Map<string, RemoteVariable>();
  for (const row of rows) {
    const variable = variableOf(row);
    const there = variables.get(variable.key);
    if (there === undefined || (there.kind === 'plain' && variable.kind === 'secret'))
      variables.set(variable.key, variable);
  }
  return {
    variables: [...variables.values()].sort(byKey),
    flavour: flavourOf(rows.filter(isSecret), client.knownFlavour()),
  };
}

const isSecret = (row: Row): boolean => row.isSecret === true || ('kind' in row && row.kind === 'SECRET');

const variableOf = (row: Row): RemoteVariable =>
  isSecret(row)
    ? { key: row.name, value: undefined, kind: 'secret' }
    : { key: row.name, value: row.value ?? undefined, kind: 'plain' };

/** Told by how secrets are hidden. `<redacted>` alone does not tell Trigger.dev from Platos on the same tables. */
function flavourOf(secrets: readonly Row[], known: Flavour | undefined): Flavour | undefined {
  const marks = new Set(secrets.map(({ value }) => value ?? ''));
  if (marks.size !== 1) return undefined;
  if (marks.has('')) return 'platos-tenancy';
  if (!marks.has(redacted) || known === undefined) return undefined;
  return known === 'trigger' ? 'trigger' : 'platos-tables';
}
