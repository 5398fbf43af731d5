import type { ChangeSource, PlanView } from '../../core/changeset.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { assertNever } from '../../core/errors.ts';
import type { Context } from './context.ts';
import { makePlan, type Wanted } from './make-plan.ts';
import { fromClone } from './wanted-from-clone.ts';
import { fromEdits } from './wanted-from-documents.ts';
import { fromDrafts, fromPatches } from './wanted-from-drafts.ts';
import { fromRestore, fromResume, fromUndo } from './wanted-from-journal.ts';
import { fromPromotion } from './wanted-from-promotion.ts';
import { fromRename } from './wanted-from-rename.ts';

interface Input {
  readonly env: EnvironmentRef;
  readonly source: ChangeSource;
}

/** Plan any change of an environment: gather what the source asks for, then `makePlan`. */
export async function planChanges(context: Context, { env, source }: Input): Promise<PlanView> {
  const wanted = await wantedOf(context, env, source);
  return makePlan(context, { env, source: source.type, ...wanted });
}

async function wantedOf(context: Context, env: EnvironmentRef, source: ChangeSource): Promise<Wanted> {
  switch (source.type) {
    case 'drafts':
      return fromDrafts(context, env, source.keys);
    case 'patches':
      return fromPatches(context, env, source.patches);
    case 'promotion':
      return fromPromotion(context, env, source);
    case 'undo':
      return fromUndo(context, env, source.changeSetId);
    case 'resume':
      return fromResume(context, env, source.changeSetId);
    case 'rename':
      return fromRename(context, env, source);
    case 'restore':
      return fromRestore(context, env, source);
    case 'clone':
      return fromClone(context, env, source);
    case 'edits':
      return fromEdits(context, env, source);
    default:
      return assertNever(source);
  }
}
