/** A server's clock as far as its answers tell: their Date has no milliseconds, so each one bounds it from below. */
export interface ServerClock {
  /** An answer of that Date came in now. */
  readonly tick: (now: number, date: number) => void;
  /** Milliseconds until it surely is that moment there; after a second of answers hardly more than that. */
  readonly until: (now: number, moment: number) => number;
}

/** The clocks count whole milliseconds, each on its own. */
const sparedMs = 2;

export function createServerClock(): ServerClock {
  let ahead = Number.NEGATIVE_INFINITY;
  return {
    tick: (now, date) => {
      ahead = Math.max(ahead, date - now);
    },
    until: (now, moment) => Math.max(0, moment - now - ahead + sparedMs),
  };
}
