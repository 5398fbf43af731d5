import type { DraftMeta } from '../../core/draft.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { byKey } from '../../core/variable.ts';
import type { Context } from './context.ts';
import { metaOf } from './draft-state.ts';
import { readDrafts } from './drafts-table.ts';
import { findEnvironment } from './find-environment.ts';
import { readSides } from './gather-facts.ts';

/** The drafts of an environment against what is saved now, sorted by key. */
export async function listDrafts(
  context: Context,
  { env }: { readonly env: EnvironmentRef },
): Promise<{ drafts: DraftMeta[] }> {
  await findEnvironment(context, env);
  const drafts = readDrafts(context, env);
  const saved = await readSides(
    context,
    env,
    drafts.map(({ key }) => key),
  );
  const metas = drafts.flatMap(
    (draft) => metaOf(draft, saved.get(draft.key) ?? null, context.fingerprint) ?? [],
  );
  return { drafts: metas.sort(byKey) };
}
