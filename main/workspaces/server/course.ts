import type { ApplyRequest } from '../../../core/workspace.ts';

export type Entry = ApplyRequest['operations'][number];

/** One apply under way. */
export interface Course {
  readonly request: ApplyRequest;
  /** Ends the waiting of writes that have not left: the workspace is closed, or the apply was cancelled. */
  readonly patience: AbortSignal;
  /** Keys that were to be deleted: that they are gone is no surprise. */
  readonly deleted: Set<string>;
  /** The snapshot that was there before it, and the one that its last reading made. */
  readonly snapshotBefore: number | undefined;
  lastReading: number | undefined;
  /** Why nothing more may be sent. */
  stopped: unknown;
}
