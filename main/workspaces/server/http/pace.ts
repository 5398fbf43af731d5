import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../../../../core/limits.ts';

/** How long a server is waited for. Times in milliseconds. */
export interface Pace {
  readonly connectMs: number;
  /** From a request that has left to the head of its answer, and between two pieces of the answer. */
  readonly silenceMs: number;
  /** From a request that has left to the last byte of its answer. */
  readonly wholeMs: number;
  /** Pauses before each new try of a request that may be sent again; their number is the number of tries. */
  readonly againMs: readonly number[];
  /** What one request waits for a rate limit in all. */
  readonly limitedMs: number;
  readonly answerBytes: number;
  /** Rejects with the signal's reason. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<unknown>;
}

export const usualPace: Pace = {
  connectMs: 10_000,
  silenceMs: 30_000,
  wholeMs: 300_000,
  againMs: [300, 1_000],
  limitedMs: 120_000,
  answerBytes: limits.serverAnswerBytes,
  sleep: (ms, signal) =>
    sleep(ms, undefined, signal && { signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error;
    }),
};
