import type { ProjectRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import type { ImportResult, ImportTarget } from '../../core/imports.ts';
import type { Parsed } from '../../core/ipc/contract.ts';
import type { RuleState } from '../../core/rules.ts';
import { applyPlan, checkConfirmation } from './apply-plan.ts';
import { changeRules } from './change-rules.ts';
import { refuseWhenClosing } from './closing.ts';
import { type Context, workspaceOf } from './context.ts';
import { createProject } from './create-project.ts';
import { managementOf } from './environments.ts';
import { findProject } from './find-environment.ts';
import { discardImport, findImport, type PlannedImport } from './import-held.ts';
import { lacksOf } from './import-lacks.ts';
import { moveToProject } from './plan-in-new-project.ts';
import { findPlan } from './plan-registry.ts';

type Confirmations = Parsed<'imports.apply'>['confirmations'];

/**
 * Carry out a planned import: check every confirmation, then make what is missing, then apply plan by plan.
 *
 * When a target moved in between, the plans before it stay applied and this fails with `drift`; asked again with
 * the revision that was seen since, it goes on from there. The files and their values are forgotten at the end.
 *
 * @returns the result per environment, and what each environment lacks that others have
 * Fails: `not-found` (the import, or nothing planned yet), `confirmation-wrong`, `already-exists`, `drift`, `store`.
 */
export async function applyImport(
  context: Context,
  { importId, confirmations }: Parsed<'imports.apply'>,
): Promise<ImportResult> {
  const held = findImport(context, importId);
  const { planned } = held;
  if (planned === undefined) throw new Failure({ code: 'not-found', what: 'import', name: importId });
  checkAll(context, planned, confirmations);
  const project = await projectOf(context, planned.target);
  if (planned.target.type === 'new-project') {
    await moveAll(context, planned, project);
    held.planned = { ...planned, target: { type: 'project', project } };
  }
  await applyAll(context, planned, confirmations);
  const required = require(context, project, planned.requiredKeys);
  discardImport(context, { importId });
  return { ...(await resultOf(context, project, planned)), required };
}

/** Before anything is written: a slug mistyped for the last environment must not leave the first ones written. */
function checkAll(context: Context, planned: PlannedImport, confirmations: Confirmations): void {
  for (const planId of planned.planIds) {
    if (planned.applied.has(planId)) continue;
    const plan = findPlan(context, planId);
    const given = confirmationOf(confirmations, planId, plan.env.slug);
    if (given.revision !== plan.revision) throw new Failure({ code: 'drift', planId, keys: [] });
    checkConfirmation(plan, given);
  }
}

function confirmationOf(confirmations: Confirmations, planId: string, slug: string): Confirmations[number] {
  const given = confirmations.find((one) => one.planId === planId);
  if (given !== undefined) return given;
  throw new Failure({ code: 'confirmation-wrong', expected: slug });
}

async function projectOf(context: Context, target: ImportTarget): Promise<ProjectRef> {
  if (target.type === 'project') return target.project;
  const { organization, name } = target;
  const { project } = await createProject(context, { workspaceId: 'local', organization, name });
  return project;
}

/** The project begins with an environment of its own; the import decides what that one is. */
async function moveAll(context: Context, planned: PlannedImport, project: ProjectRef): Promise<void> {
  const { environments } = await findProject(context, project);
  const manage = managementOf(workspaceOf(context, project.workspaceId));
  for (const planId of planned.planIds) {
    const plan = findPlan(context, planId);
    const { slug } = plan.env;
    const there = environments.find((one) => one.slug === slug);
    if (there !== undefined && (there.kind !== plan.environmentKind || there.name !== plan.environmentName))
      // Not in the history: nobody edited an environment, it begins as the import has it.
      await manage.updateEnvironment(
        { ...project, slug },
        { name: plan.environmentName, kind: plan.environmentKind },
      );
    moveToProject(context, plan, project, there !== undefined);
  }
  context.emit('scope.changed', {});
}

/** Plan by plan; one that was stopped stops those behind it. */
async function applyAll(
  context: Context,
  planned: PlannedImport,
  confirmations: Confirmations,
): Promise<void> {
  for (const planId of planned.planIds) {
    if (planned.applied.has(planId)) continue;
    const { env } = findPlan(context, planId);
    const { revision, slug, keys } = confirmationOf(confirmations, planId, env.slug);
    const result = await applyPlan(context, { planId, revision, confirmation: { slug, keys } });
    planned.applied.set(planId, { slug: env.slug, result });
    refuseWhenClosing(context);
    if (result.state === 'cancelled') return;
  }
}

/** A key that was required before keeps the file that named it first. Gives the keys that were not. */
function require(context: Context, project: ProjectRef, keys: ReadonlyMap<string, string>): string[] {
  const files = [...new Set(keys.values())].join(', ');
  const many = keys.size === 1 ? 'One key becomes' : `${keys.size} keys become`;
  const line = { title: `${many} required by ${files}`, source: 'import' as const };
  const wanted = [...keys].map(
    ([key, source]) =>
      [key, (now: RuleState): RuleState => ({ ...now, requiredBy: now.requiredBy ?? source })] as const,
  );
  return changeRules(context, project, line, new Map(wanted)).map(({ key }) => key);
}

async function resultOf(
  context: Context,
  project: ProjectRef,
  planned: PlannedImport,
): Promise<Omit<ImportResult, 'required'>> {
  const workspace = await workspaceOf(context, project.workspaceId).describe();
  const organization = workspace.organizations.find(({ projects }) =>
    projects.some(({ id }) => id === project.projectId),
  );
  const { slug } = await findProject(context, project);
  return {
    project,
    organizationSlug: organization?.slug ?? '',
    projectSlug: slug,
    environments: [...planned.applied.values()],
    ...(await lacksOf(context, project, planned.left)),
  };
}
