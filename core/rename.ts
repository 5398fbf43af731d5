import { z } from 'zod';
import { EnvironmentKind, EnvironmentRef } from './environment.ts';
import { DocumentResource } from './resource.ts';
import { byKey, VariableKey, type VariableMeta } from './variable.ts';

/**
 * The steps of a rename. Nothing can change a slug, so a new environment takes the old one's place:
 *
 * - `create`: the new one is made, or brought back where it was the old name.
 * - `copy`: its variables become those of the old one. `check`: both are compared row by row.
 * - `switch`: drafts, colour, protection and place move; the old slug becomes an alias of the new one.
 * - `archive`: the old one is put away. `done`: nothing is left to do.
 */
export const RenameStep = z.enum(['create', 'copy', 'check', 'switch', 'archive', 'done']);
export type RenameStep = z.infer<typeof RenameStep>;

export const RenameId = z.string().min(8).max(64);

/** One key in which the copy is not what it is copied from. */
export const RenameDifference = z.object({
  /** Absent: a variable. */
  resource: DocumentResource.optional(),
  key: z.string(),
  /** `missing` in the copy, `extra` there, or another value, kind or note. */
  what: z.enum(['missing', 'extra', 'value', 'kind', 'note']),
});
export type RenameDifference = z.infer<typeof RenameDifference>;

/** Where a rename stands, without a value. */
export const RenameView = z.object({
  id: RenameId,
  /** The environment under its old slug. */
  from: EnvironmentRef,
  fromName: z.string(),
  to: EnvironmentRef,
  toName: z.string(),
  kind: EnvironmentKind,
  /** What is to be done next. */
  step: RenameStep,
  /** An environment was archived under the new slug: it is brought back, not made. */
  back: z.boolean(),
  variables: z.number().int(),
  secrets: z.number().int(),
  drafts: z.number().int(),
  /** Agents, provider keys and queues. */
  documents: z.number().int(),
  /** Keys whose values the workspace keeps back and that the copy lacks: they have to be typed. */
  hidden: z.array(VariableKey),
  /** Only so many: `different` counts all. */
  differences: z.array(RenameDifference),
  different: z.number().int(),
  /** Agents that run in the old one, where it cannot be archived with them. */
  activeAgents: z.number().int(),
  startedAt: z.number().int(),
  /** The old one is still there to go back to. */
  canUndo: z.boolean(),
});
export type RenameView = z.infer<typeof RenameView>;

/** What is known of a rename when it is looked at. All but the two marks is read from the environments themselves. */
export interface RenameFacts {
  readonly targetLive: boolean;
  readonly different: number;
  readonly checked: boolean;
  readonly switched: boolean;
  readonly sourceLive: boolean;
}

/**
 * What is to be done next. Pure, and the same after a crash: a step that was cut short is next again.
 *
 * A difference that appears after the check leads back to the copy, until the switch was made.
 */
export function nextStep(facts: RenameFacts): RenameStep {
  if (facts.switched) return facts.sourceLive ? 'archive' : 'done';
  if (!facts.targetLive) return 'create';
  if (facts.different > 0) return 'copy';
  return facts.checked ? 'switch' : 'check';
}

/**
 * Where a copy is not what it was copied from, by key. Nothing where both are the same.
 *
 * @param source  variables of the environment that is renamed, any order
 * @param copy    variables of the one that takes its place, any order
 *
 * @param kinds   whether the workspace stores a new variable as secret where told to; else no kind can be made the same
 *
 * A value that is hidden and was never seen cannot be compared: where both have the key, it passes.
 */
export function differencesOf(
  source: readonly VariableMeta[],
  copy: readonly VariableMeta[],
  kinds: boolean,
): readonly RenameDifference[] {
  const theirs = new Map(source.map((variable) => [variable.key, variable]));
  const ours = new Map(copy.map((variable) => [variable.key, variable]));
  const found: RenameDifference[] = [];
  for (const variable of source) {
    const what = differenceOf(variable, ours.get(variable.key), kinds);
    if (what !== undefined) found.push({ key: variable.key, what });
  }
  for (const { key } of copy) if (!theirs.has(key)) found.push({ key, what: 'extra' });
  return found.sort(byKey);
}

/** An agent, provider key or queue, as far as a comparison needs it. */
interface DocumentMeta {
  readonly key: string;
  readonly fingerprint: string;
}

/** The same of the documents of one resource. */
export function documentDifferences(
  resource: DocumentResource,
  source: readonly DocumentMeta[],
  copy: readonly DocumentMeta[],
): readonly RenameDifference[] {
  const theirs = new Set(source.map(({ key }) => key));
  const ours = new Map(copy.map(({ key, fingerprint }) => [key, fingerprint]));
  const changed = source.flatMap(({ key, fingerprint }): RenameDifference[] => {
    const there = ours.get(key);
    if (there === fingerprint) return [];
    return [{ resource, key, what: there === undefined ? 'missing' : 'value' }];
  });
  const extra = copy.filter(({ key }) => !theirs.has(key));
  return [...changed, ...extra.map(({ key }): RenameDifference => ({ resource, key, what: 'extra' }))].sort(
    byKey,
  );
}

function differenceOf(
  source: VariableMeta,
  copy: VariableMeta | undefined,
  kinds: boolean,
): RenameDifference['what'] | undefined {
  if (copy === undefined) return 'missing';
  if (kinds && source.kind !== copy.kind) return 'kind';
  const known = source.fingerprint !== undefined && copy.fingerprint !== undefined;
  const same = known ? source.fingerprint === copy.fingerprint : source.hidden || copy.hidden;
  if (!same) return 'value';
  return source.note === copy.note ? undefined : 'note';
}
