import type { EnvironmentRef } from '../../../core/environment.ts';
import { limits } from '../../../core/limits.ts';
import { ask } from '../../api/bridge.ts';
import { tellFailure } from '../../values/use-reveal.ts';

export interface DraftWriter {
  /** Something was typed: what `read` gives then becomes the draft within `limits.draftDelayMs`. */
  readonly typed: (read: () => string) => void;
  /** Write what is still waiting, now. */
  readonly flush: () => Promise<void>;
  /** Take back what this editor wrote, in one step. */
  readonly takeBack: () => Promise<void>;
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
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const value = waiting?.();
    waiting = undefined;
    if (value === undefined || !accepts(value)) return last;
    wrote = true;
    last = last
      .then(() => ask('drafts.put', { env, patches: [{ key, value }], undoGroup }))
      .then(() => undefined, tellFailure);
    return last;
  };
  return {
    typed: (read) => {
      waiting = read;
      timer ??= setTimeout(write, limits.draftDelayMs);
    },
    flush: write,
    takeBack: async () => {
      clearTimeout(timer);
      timer = undefined;
      waiting = undefined;
      await last;
      if (wrote) await ask('drafts.undo', { env }).catch(tellFailure);
      wrote = false;
    },
  };
}
