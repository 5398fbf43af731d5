import { type Answer, json } from './answer.ts';
import type { Asked } from './asked.ts';
import type { Selected } from './select-environment.ts';
import type { Environment } from './world.ts';

/** One row of a list of variables, as it goes over the wire. */
export interface Row {
  readonly name: string;
  readonly value: string;
  readonly isSecret: boolean;
}

export interface Import {
  readonly variables: Readonly<Record<string, string>>;
  readonly parentVariables?: Readonly<Record<string, string>> | undefined;
  readonly override?: boolean | undefined;
  readonly isSecret?: boolean | undefined;
  readonly source?: unknown;
}

export type Target = Asked & Selected;

/** What a server does with variables behind its routes. */
export interface VariableStore {
  readonly list: (target: Target) => readonly Row[];
  readonly read: (target: Target, name: string) => Row;
  readonly upsert: (
    target: Target,
    one: { name: string; value: string; isSecret?: boolean | undefined },
  ) => Answer;
  readonly edit: (target: Target, name: string, value: string) => Answer;
  readonly remove: (target: Target, name: string) => Answer;
  readonly import: (target: Target, what: Import) => Answer;
}

export const noSuchVariable = (): Answer => json({ error: 'Environment variable not found' }, 404);

/** The environment that a branch inherits from. */
export const parentOf = ({ world, environment }: Target): Environment | undefined =>
  world.environments.find(({ id }) => id === environment.parentId);
