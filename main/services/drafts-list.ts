import type { DraftMeta } from '../../core/draft.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { byKey } from '../../core/variable.ts';
import type { Context } from './context.ts';
import { metaOf } from './draft-state.ts';
import { type Draft, readDraft, readDrafts, writeDraft } from './drafts-table.ts';
import { findEnvironment } from './find-environment.ts';
import { readSides } from './gather-facts.ts';

/**
 * The drafts of an environment against what is saved now, sorted by key.
 *
 * One that changes nothing any more goes: it was found out to be written, or somebody else wrote the same.
 */
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
  const metaNow = (draft: Draft): DraftMeta | undefined =>
    metaOf(draft, saved.get(draft.key) ?? null, context.fingerprint);
  const metas = drafts.flatMap((draft) => metaNow(draft) ?? []);
  const live = new Set(metas.map(({ key }) => key));
  const idle = drafts.filter(({ key }) => !live.has(key)).map(({ key }) => key);
  if (idle.length > 0) dropIdle(context, env, idle, (draft) => metaNow(draft) === undefined);
  return { drafts: metas.sort(byKey) };
}

function dropIdle(
  context: Context,
  env: EnvironmentRef,
  keys: readonly string[],
  isIdle: (draft: Draft) => boolean,
): void {
  context.store.transaction(() => {
    for (const key of keys) {
      const now = readDraft(context, env, key); // it may have been edited meanwhile
      if (now !== undefined && isIdle(now)) writeDraft(context, env, key, undefined);
    }
  });
  context.emit('drafts.changed', { env });
}
