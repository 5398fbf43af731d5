import type { PlanView } from '../../core/changeset.ts';
import { printAfter } from '../../core/changeset-plan.ts';
import { separateKeys, separatePrints } from '../../core/equal-keys.ts';
import { protectionOf } from '../../core/protection.ts';
import { credentialsOf, type OtherEnvironment } from '../../core/safety-shared.ts';
import { type Context, workspaceOf } from './context.ts';
import { decideRows } from './decide-rows.ts';
import type { Bundle } from './import-bundles.ts';
import { keepPlan, type Plan, viewOf } from './plan-registry.ts';

/** Stands for the project in a plan until applying has made it: then `moveToProject` puts the real one there. */
const notMadeYet = { workspaceId: 'local', projectId: 'new-project' } as const;

/** Plan an environment of a project that does not exist yet: nothing is there to be read but the import itself. */
export async function planInNewProject(
  context: Context,
  bundle: Bundle,
  all: readonly Bundle[],
): Promise<PlanView> {
  const { slug, name, kind, title, wanted, left } = bundle;
  const { fingerprint } = context;
  const target = new Map();
  const separates = wanted.some(({ key }) => separateKeys.includes(key));
  const others = all.filter((other) => other !== bundle).map((other) => asOther(context, other));
  const facts = {
    environmentKind: kind,
    target,
    others,
    separate: separates
      ? separatePrints((key) => printAfter({ target, fingerprint }, wanted, key))
      : undefined,
    rules: new Map(),
    writeRules: workspaceOf(context, notMadeYet.workspaceId).writeRules,
    fingerprint,
  };
  const planned = await decideRows(facts, wanted);
  const plan: Plan = {
    id: context.newId(),
    revision: 1,
    env: { ...notMadeYet, slug },
    readAt: context.now(),
    offline: false,
    unread: [],
    environmentName: name,
    environmentKind: kind,
    protection: protectionOf({ kind }),
    creates: { slug, name, kind },
    title,
    source: 'import',
    undoOf: undefined,
    resumeOf: undefined,
    rows: planned.rows,
    left: [...left, ...planned.left],
  };
  return viewOf(keepPlan(context, plan));
}

/** Another environment of the same import, as far as its values can be told apart. */
function asOther({ fingerprint }: Context, { name, kind, wanted }: Bundle): OtherEnvironment {
  const held = wanted.flatMap((change) =>
    change.type === 'set' && change.value !== undefined
      ? [{ key: change.key, value: change.value, fingerprint: fingerprint(change.value) }]
      : [],
  );
  const variables = held.map(
    ({ key, value, fingerprint: print }) => [key, { fingerprint: print, empty: value === '' }] as const,
  );
  const credentials = kind === 'production' ? credentialsOf(held) : undefined;
  return { name, kind, variables: new Map(variables), credentials };
}

/** The same plan in the project that was made for it. What the project began with need not be created again. */
export function moveToProject(
  context: Context,
  plan: Plan,
  project: { readonly workspaceId: string; readonly projectId: string },
  isThere: boolean,
): Plan {
  const creates = isThere ? undefined : plan.creates;
  return keepPlan(context, { ...plan, env: { ...project, slug: plan.env.slug }, creates });
}
