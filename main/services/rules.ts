import type { EnvironmentKind, EnvironmentRef, ProjectRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import type { KindRule } from '../../core/kind-rule.ts';
import { type Required, type Rule, type RuleKind, type RuleState, requiredByHand } from '../../core/rules.ts';
import { changeKindRules, readKindRuleChanges } from './change-kind-rules.ts';
import { changeRules, readRuleChanges } from './change-rules.ts';
import type { Context } from './context.ts';
import { findProject } from './find-environment.ts';
import { readChangeSet, redoTitle, refOf } from './journal.ts';
import { readExpectingKinds, readRequiredKeys, readRules } from './read-rules.ts';

type Done = Record<string, never>;

/** The rules a person set in a project, the keys that every environment of it must have, the kinds that may differ. */
export async function listRules(
  context: Context,
  { project }: { readonly project: ProjectRef },
): Promise<{ rules: Rule[]; required: Required[]; expects: EnvironmentKind[] }> {
  await findProject(context, project);
  return {
    rules: [...readRules(context, project)],
    required: [...readRequiredKeys(context, project)],
    expects: [...readExpectingKinds(context, project)],
  };
}

interface Put {
  readonly project: ProjectRef;
  readonly key: string;
  readonly rule: RuleKind | null;
  readonly note?: string | undefined;
  readonly required?: boolean | undefined;
}

const words: Readonly<Record<RuleKind, string>> = {
  'must-match': 'must match',
  'must-differ': 'must differ',
  any: 'any value',
};

/** Set the rule of one key, and whether it is required; rule null takes it away, so that the default holds again. */
export async function putRule(context: Context, input: Put): Promise<Done> {
  const { project, key, rule, note, required } = input;
  await findProject(context, project);
  const change = (now: RuleState): RuleState => {
    const requiredBy =
      (required ?? now.requiredBy !== undefined) ? (now.requiredBy ?? requiredByHand) : undefined;
    return {
      ...(rule === null ? {} : { rule, ...(note === undefined || note === '' ? {} : { note }) }),
      ...(requiredBy === undefined ? {} : { requiredBy }),
    };
  };
  const parts = [
    rule === null ? 'default' : words[rule],
    ...(required === true ? ['required'] : required === false ? ['not required'] : []),
  ];
  changeRules(context, project, { title: `Rule for ${key}: ${parts.join(', ')}` }, new Map([[key, change]]));
  return {};
}

const kindWords: Readonly<Record<KindRule, string>> = { look: 'to be looked at', expected: 'expected' };

/** Say what differences of environments of one kind are, where a key has no rule of its own. */
export async function putKindRule(
  context: Context,
  input: { readonly project: ProjectRef; readonly kind: EnvironmentKind; readonly rule: KindRule },
): Promise<Done> {
  const { project, kind, rule } = input;
  await findProject(context, project);
  const title = `Differences of ${kind}: ${kindWords[rule]}`;
  changeKindRules(context, project, { title }, new Map([[kind, rule]]));
  return {};
}

/** Keys that every environment must have from now on. One that was required stays so by what required it. */
export async function requireKeys(
  context: Context,
  { project, keys }: { readonly project: ProjectRef; readonly keys: readonly string[] },
): Promise<Done> {
  await findProject(context, project);
  const title = keys.length === 1 ? `${keys[0]} is required` : `${keys.length} keys are required`;
  const change = (now: RuleState): RuleState => ({ ...now, requiredBy: now.requiredBy ?? requiredByHand });
  changeRules(context, project, { title }, new Map(keys.map((key) => [key, change])));
  return {};
}

/** Keys that environments need not have any longer. */
export async function unrequire(
  context: Context,
  { project, keys }: { readonly project: ProjectRef; readonly keys: readonly string[] },
): Promise<Done> {
  await findProject(context, project);
  const title =
    keys.length === 1 ? `${keys[0]} is no longer required` : `${keys.length} keys are no longer required`;
  const change = ({ requiredBy: _, ...rest }: RuleState): RuleState => rest;
  changeRules(context, project, { title }, new Map(keys.map((key) => [key, change])));
  return {};
}

/**
 * Take back what a line of the history did to rules.
 *
 * Fails: `not-found`; `refused` (`nothing-to-do`) for a line that did nothing to rules, or where those rules hold by now.
 */
export async function undoRules(
  context: Context,
  { changeSetId }: { readonly changeSetId: string },
): Promise<Done> {
  const line = readChangeSet(context, changeSetId);
  const project: EnvironmentRef = refOf(line);
  await findProject(context, project);
  const back = readRuleChanges(context, changeSetId).map(
    ({ key, before }) => [key, (): RuleState => before] as const,
  );
  const origin = { title: redoTitle(line.title), source: 'undo' as const, undoOf: changeSetId };
  const kindsBack = readKindRuleChanges(context, changeSetId).map(
    ({ kind, before }) => [kind, before] as const,
  );
  const done =
    kindsBack.length > 0
      ? changeKindRules(context, project, origin, new Map(kindsBack))
      : changeRules(context, project, origin, new Map(back));
  if (done.length === 0) throw new Failure({ code: 'refused', reason: 'nothing-to-do', keys: [] });
  return {};
}
