import type { Environment, EnvironmentKind, EnvironmentRef } from '../../../../core/environment.ts';
import { Failure } from '../../../../core/errors.ts';
import type { Discoveries } from '../discovery.ts';
import { parentOf } from '../remote.ts';
import { putSettings } from '../settings.ts';
import type { ServerParts } from '../workspace.ts';
import { withArchived, withEnvironment, withoutEnvironment } from './known-environments.ts';
import type { ToolDesk } from './run-tool.ts';

/** What making and archiving environments on a server works on, and where the console learns of it. */
export interface Lifecycle extends ToolDesk {
  readonly parts: ServerParts;
  /** There is an environment from now on: it can be opened at once. */
  readonly adopt: (
    env: EnvironmentRef,
    as: { readonly name: string; readonly kind: EnvironmentKind },
  ) => Environment;
  readonly knows: (env: EnvironmentRef) => boolean;
  readonly archived: (env: EnvironmentRef) => void;
  /** Forget what was seen under a slug: another environment begins there. */
  readonly forget: (env: EnvironmentRef) => void;
  /** It is there no more, and its slug may be used again. */
  readonly removed: (env: EnvironmentRef) => void;
}

interface Needs extends ToolDesk, Pick<Lifecycle, 'forget'> {
  readonly parts: ServerParts;
  readonly discoveries: Discoveries;
  readonly find: (env: EnvironmentRef) => Environment | undefined;
}

export function createLifecycle({ discoveries, find, ...desk }: Needs): Lifecycle {
  const { parts } = desk;
  return {
    ...desk,
    knows: (env) => find(env) !== undefined,
    adopt: (env, { name, kind }) => {
      const isBranch = parentOf(env) !== undefined;
      parts.store.transaction(() => {
        discoveries.alter((known) => withEnvironment(known, env, kind));
        if (!isBranch) putSettings(parts, env, { name, kind });
      });
      // No route of the server lists it to an access token alone; branches have one.
      if (!isBranch) parts.addSlug({ projectId: env.projectId, slug: env.slug });
      parts.changed(undefined);
      const made = find(env);
      if (made !== undefined) return made;
      throw new Failure({ code: 'not-found', what: 'project', name: env.projectId });
    },
    archived: (env) => {
      discoveries.alter((known) => withArchived(known, env));
      parts.changed(undefined);
    },
    removed: (env) => {
      discoveries.alter((known) => withoutEnvironment(known, env));
      parts.changed(undefined);
    },
  };
}
