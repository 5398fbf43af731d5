import type { PlanView } from '../../core/changeset.ts';
import type { ImportPlan, ImportTarget } from '../../core/imports.ts';
import type { Parsed } from '../../core/ipc/contract.ts';
import type { Context } from './context.ts';
import { type Bundle, bundlesOf, requiredOf } from './import-bundles.ts';
import { dropPlansOf, findImport } from './import-held.ts';
import { previewFiles } from './import-preview.ts';
import { environmentsOf } from './import-target.ts';
import { makePlan } from './make-plan.ts';
import { planInNewProject } from './plan-in-new-project.ts';
import { dropPlan } from './plan-view.ts';

/**
 * Turn what the person chose into one plan per environment. Writes nothing.
 *
 * @returns the plans that have something to do, towards production; and the keys that become required ones
 * Fails: `not-found`, `incomplete`, `refused` (an archived environment), `invalid-input` (too many variables).
 */
export async function planImport(context: Context, input: Parsed<'imports.plan'>): Promise<ImportPlan> {
  const held = findImport(context, input.importId);
  const previews = await previewFiles(context, held, input.target, input.files);
  const bundles = bundlesOf(held, previews, input.rows);
  const plans: PlanView[] = [];
  for (const bundle of bundles) {
    const plan = await planBundle(context, input.target, bundle, bundles);
    if (plan.createsEnvironment || plan.rows.some(({ action }) => action !== 'none')) plans.push(plan);
    else dropPlan(context, { planId: plan.id });
  }
  const requiredKeys = requiredOf(held, previews, input.rows);
  dropPlansOf(context, held.planned);
  held.planned = {
    target: input.target,
    planIds: plans.map(({ id }) => id),
    requiredKeys,
    left: new Map(bundles.map(({ slug, left }) => [slug, left.map(({ key }) => key)])),
    applied: new Map(),
  };
  return { importId: held.id, plans, requiredKeys: [...requiredKeys.keys()] };
}

async function planBundle(
  context: Context,
  target: ImportTarget,
  bundle: Bundle,
  all: readonly Bundle[],
): Promise<PlanView> {
  if (target.type === 'new-project') return planInNewProject(context, bundle, all);
  const { slug, name, kind, exists, title, wanted, left } = bundle;
  const environments = await environmentsOf(context, target);
  const there = exists || environments.some((one) => one.slug === slug);
  return makePlan(context, {
    env: { ...target.project, slug },
    wanted,
    title,
    source: 'import',
    createsEnvironment: there ? undefined : { slug, name, kind },
    left,
  });
}
