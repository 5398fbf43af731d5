import type { DraftPatch } from '../../../core/draft.ts';
import type { EnvironmentRef } from '../../../core/environment.ts';
import { limits } from '../../../core/limits.ts';
import { ask } from '../../api/bridge.ts';
import { tellFailure } from '../../values/use-reveal.ts';

export interface DraftWriter {
  /** Something was typed: what `read` gives then becomes the draft within `limits.draftDelayMs`. */
  readonly typed: (read: () => string) => void;
  /** Write what is still waiting, now. */
  readonly flush: () => Promise<void>;
  /** Write something else of the variable, in the same step of undo. */
  readonly also: (patch: Omit<DraftPatch, 'key'>) => Promise<void>;
  /** Take back what this editor wrote, in one step that redo repeats. Resolves with whether there was anything. */
  readonly takeBack: () => Promise<boolean>;
}

/**
 * Turn typing into an encrypted draft, one write at a time, all of one editor a single step of undo.
 *
 * @param accepts  a text that it refuses is not written, and what was written before stays
 */
export function createDraftWriter(
  env: EnvironmentRef,
  key: string,
  accepts: (value: string) => boolean,
): DraftWriter {
  const undoGroup = crypto.randomUUID();
  let waiting: (() => string) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Promise.resolve();
  let wrote = false;
  const put = (patch: Omit<DraftPatch, 'key'>) => {
    last = last
      .then(() => ask('drafts.put', { env, patches: [{ key, ...patch }], undoGroup }))
      .then(() => {
        wrote = true;
      }, tellFailure);
    return last;
  };
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const value = waiting?.();
    waiting = undefined;
    if (value === undefined || !accepts(value)) return last;
    return put({ value });
  };
  return {
    typed: (read) => {
      waiting = read;
      timer ??= setTimeout(write, limits.draftDelayMs);
    },
    flush: write,
    also: put,
    takeBack: async () => {
      // Written first: what was typed last comes again, too, when it is wanted after all.
      await write();
      const taken = wrote;
      if (taken) await ask('drafts.undo', { env, undoGroup }).catch(tellFailure);
      wrote = false;
      return taken;
    },
  };
}
