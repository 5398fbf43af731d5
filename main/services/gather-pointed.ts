import type { WantedChange } from '../../core/changeset-plan.ts';
import { classify, providerOf } from '../../core/detect.ts';
import type { EnvironmentRef, ProjectRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { resourceOf } from '../../core/resource.ts';
import { type OtherEnvironment, standing } from '../../core/safety-shared.ts';
import type { Side } from '../../core/side.ts';
import { type Context, workspaceOf } from './context.ts';
import { readProviderKeys } from './read-documents.ts';

interface Question {
  readonly env: EnvironmentRef;
  readonly changes: readonly WantedChange[];
  readonly target: ReadonlyMap<string, Side>;
  /** With their slugs. */
  readonly others: readonly (OtherEnvironment & { readonly slug: string })[];
  /** The environment does not exist yet. */
  readonly missing: boolean;
}

/**
 * Variables that hold a provider's credential because a provider key points at them, whatever their name.
 *
 * Asked only about secrets whose new value stands in another environment too, here and there: what else they are makes
 * no difference. Where the keys cannot be read the names have to do.
 */
export async function gatherPointed(context: Context, question: Question): Promise<ReadonlySet<string>> {
  const { env, missing } = question;
  const shared = sharedSecrets(context, question);
  if (shared.length === 0) return new Set();
  const slugs = new Set([...(missing ? [] : [env.slug]), ...shared.flatMap((one) => one.slugs)]);
  const pointed = await pointedAt(context, env, slugs);
  return new Set(shared.flatMap(({ key }) => (pointed.has(key) ? [key] : [])));
}

/** All variables that provider keys of these environments point at, as far as those can be read. */
export async function pointedAt(
  context: Context,
  project: ProjectRef,
  slugs: Iterable<string>,
): Promise<ReadonlySet<string>> {
  if (workspaceOf(context, project.workspaceId).documents === undefined) return new Set();
  const found = await Promise.all([...slugs].map((slug) => pointedIn(context, { ...project, slug })));
  return new Set(found.flat());
}

function sharedSecrets(context: Context, { changes, target, others }: Question) {
  return changes.flatMap((change) => {
    if (resourceOf(change) !== 'variable' || change.type === 'delete' || !change.value) return [];
    const { key, value } = change;
    const kind = change.kind ?? target.get(key)?.kind ?? classify(key, value);
    if (kind === 'plain' || providerOf(key) !== undefined) return [];
    const { same } = standing(others, { key, value, fingerprint: context.fingerprint(value) });
    const slugs = others.flatMap((other) => (same.includes(other) ? [other.slug] : []));
    return slugs.length === 0 ? [] : [{ key, slugs }];
  });
}

async function pointedIn(context: Context, env: EnvironmentRef): Promise<readonly string[]> {
  try {
    return (await readProviderKeys(context, env, 'stored')).map(({ envVarName }) => envVarName);
  } catch (error) {
    const code = error instanceof Failure ? error.detail.code : undefined;
    if (code === 'server' || code === 'unsupported') return [];
    throw error;
  }
}
