import { fail } from '../../core/errors.ts';
import type { Sqlite } from './cipher.ts';
import { documentListSchema, documentSchema } from './document-schema.ts';
import { approvalSchema, environmentSchema, renameSchema } from './environment-schema.ts';
import { kindRuleSchema, ruleSchema } from './rule-schema.ts';
import { schemaV1, schemaV2, schemaV3 } from './schema.ts';

/** The schema's change from one version to the next. `version` counts up from 1 without gaps. */
export interface Migration {
  readonly version: number;
  readonly title: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  { version: 1, title: 'the first tables', sql: schemaV1 },
  { version: 2, title: 'snapshots of servers', sql: schemaV2 },
  { version: 3, title: 'environments that change sets make', sql: schemaV3 },
  { version: 4, title: 'colour and protection of environments', sql: environmentSchema },
  { version: 5, title: 'agents, provider keys and queues', sql: documentSchema },
  { version: 6, title: 'renames and former slugs', sql: renameSchema },
  { version: 7, title: 'documents seen on servers', sql: documentListSchema },
  { version: 8, title: 'approvals on servers', sql: approvalSchema },
  { version: 9, title: 'rules in the history', sql: ruleSchema },
  { version: 10, title: 'rules of kinds of environments', sql: kindRuleSchema },
];

export const latestVersion = (steps: readonly Migration[] = migrations): number => steps.at(-1)?.version ?? 0;

export function schemaVersionOf(database: Sqlite): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/**
 * Bring the schema up to date, each step in a transaction of its own with a backup before it.
 *
 * @param backup  called before each step with how many are taken now, unless the database was empty at first
 *
 * A step that fails leaves the version before it, untouched. A schema from a later app is refused.
 */
export function migrate(database: Sqlite, steps: readonly Migration[], backup: (due: number) => void): void {
  if (schemaVersionOf(database) > latestVersion(steps)) fail({ code: 'store', problem: 'newer-schema' });
  const from = schemaVersionOf(database);
  const due = steps.filter(({ version }) => version > from);
  for (const step of due) {
    if (from > 0) backup(due.length);
    takeStep(database, step);
  }
}

function takeStep(database: Sqlite, step: Migration): void {
  // A table that is rebuilt is missing for a moment; references are checked at the end instead.
  database.pragma('foreign_keys = OFF');
  try {
    database
      .transaction(() => {
        database.exec(step.sql);
        const broken = database.pragma('foreign_key_check');
        if (Array.isArray(broken) && broken.length > 0)
          throw new Error(`migration ${step.version} breaks references`);
        database.pragma(`user_version = ${step.version}`);
      })
      .immediate();
  } finally {
    database.pragma('foreign_keys = ON');
  }
}
