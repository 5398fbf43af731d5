/** One line of the bench: what was measured against which mark. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'count' | 'hands';
  /** The highest value that is still good. */
  readonly mark: number;
  readonly ok: boolean;
  /** The same work done by a named peer; `value` is missing where the peer does not offer it. */
  readonly peer?: { readonly name: string; readonly value?: number; readonly says?: string };
  readonly n: number;
  readonly seed?: number;
  readonly samples: readonly number[];
  /** How the figure came about, where the name does not say it. */
  readonly note?: string;
}

const sorted = (samples: readonly number[]): readonly number[] => [...samples].sort((a, b) => a - b);

/** The value below which `share` (0 to 1) of the samples lie; the nearest one, not interpolated. */
export function quantile(samples: readonly number[], share: number): number {
  const order = sorted(samples);
  return order[Math.min(order.length - 1, Math.ceil(share * order.length) - 1)] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);
export const worst = (samples: readonly number[]): number => quantile(samples, 1);

/** Milliseconds of `n` runs after `warmUp` uncounted ones. */
export function timed(n: number, warmUp: number, work: () => unknown): readonly number[] {
  const samples: number[] = [];
  for (let run = 0; run < warmUp + n; run++) {
    const start = performance.now();
    work();
    if (run >= warmUp) samples.push(performance.now() - start);
  }
  return samples;
}

/** A mark that is met when the value is at most the mark. No value at all never meets it. */
export function atMost(result: Omit<Result, 'ok'>): Result {
  return { ...result, ok: result.value <= result.mark };
}
