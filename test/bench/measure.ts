/** One line of the bench: what was measured against which mark. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'count' | 'hands' | 'ratio';
  /** The highest value that is still good. */
  readonly mark: number;
  readonly ok: boolean;
  /** The same work done by a named peer in the same run. */
  readonly peer?: { readonly name: string; readonly value: number };
  readonly n: number;
  readonly seed?: number;
  readonly samples: readonly number[];
}

const sorted = (samples: readonly number[]): readonly number[] => [...samples].sort((a, b) => a - b);

/** The value below which `share` (0 to 1) of the samples lie; the nearest one, not interpolated. */
export function quantile(samples: readonly number[], share: number): number {
  const order = sorted(samples);
  return order[Math.min(order.length - 1, Math.ceil(share * order.length) - 1)] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

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

/** A mark that is met when the value is at most the mark. */
export function atMost(result: Omit<Result, 'ok'>): Result {
  return { ...result, ok: result.value <= result.mark };
}

const round = (value: number): number => Math.round(value * 100) / 100;

export function printLine(result: Result): string {
  const peer =
    result.peer === undefined ? '' : `  (${result.peer.name} ${round(result.peer.value)} ${result.unit})`;
  const verdict = result.ok ? 'ok  ' : 'MISS';
  return `${verdict} ${result.name}: ${round(result.value)} ${result.unit}, mark ${round(result.mark)}, n ${result.n}${peer}`;
}
