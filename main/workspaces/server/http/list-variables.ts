import { z } from 'zod';
import type { Flavour } from '../../../../core/connection.ts';
import { byKey } from '../../../../core/variable.ts';
import type { RemoteEnvironment, RemoteList, RemoteVariable } from '../api.ts';
import type { Client } from './client.ts';

/** What Trigger.dev and Platos on its tables write in place of a secret's value. */
const redacted = '<redacted>';

/** One of the two ways to tell the kind must be there, and the value of a plain one; more fields than these are fine. */
const Row = z
  .object({
    name: z.string(),
    value: z.string().nullish(),
    isSecret: z.boolean().optional(),
    kind: z.enum(['PLAIN', 'SECRET']).optional(),
  })
  .refine(({ isSecret, kind }) => isSecret !== undefined || kind !== undefined)
  .refine((row) => isHidden(row) || typeof row.value === 'string');
type Row = z.infer<typeof Row>;

/**
 * The complete list of an environment, sorted by key, or a failure.
 *
 * The flag decides what is hidden, not the text: a plain variable may have the value `<redacted>`. Of rows with one key
 * (a server that cuts keys at a colon lists such) the first hidden one is kept, else the first.
 *
 * @param known  what the server speaks, as far as it is known before
 */
export async function listVariables(
  client: Client,
  env: RemoteEnvironment,
  known: Flavour | undefined,
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
    flavour: flavourOf(rows.filter(isHidden), known),
  };
}

function isHidden(row: {
  readonly isSecret?: boolean | undefined;
  readonly kind?: 'PLAIN' | 'SECRET' | undefined;
}): boolean {
  return row.isSecret === true || row.kind === 'SECRET';
}

const variableOf = (row: Row): RemoteVariable =>
  isHidden(row)
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
