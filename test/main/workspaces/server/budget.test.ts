import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBudget } from '../../../../main/workspaces/server/http/budget.ts';

/** A server's bucket: `burst` at once, then `refill` more every `intervalMs`. */
function bucketOf(burst: number, refill: number, intervalMs: number) {
  let left = burst;
  let filledAt = 0;
  return (now: number) => {
    const steps = Math.floor((now - filledAt) / intervalMs);
    left = Math.min(burst, left + steps * refill);
    filledAt += steps * intervalMs;
    const isRefused = left === 0;
    if (!isRefused) left -= 1;
    return { isRefused, remaining: left, resetInMs: filledAt + intervalMs - now };
  };
}

test('who alone uses a limit is never refused, and waits no longer than it takes', () => {
  const property = fc.property(
    fc.integer({ min: 1, max: 400 }),
    fc.integer({ min: 1, max: 400 }),
    fc.integer({ min: 100, max: 10_000 }),
    // A date has no milliseconds: what is left until the reset reads as up to a second too much.
    fc.integer({ min: 0, max: 1_000 }),
    fc.integer({ min: 1, max: 300 }),
    (burst, refill, intervalMs, tooMuch, tookMs) => {
      const take = bucketOf(burst, refill, intervalMs);
      const budget = createBudget();
      let now = 0;
      let waits = 0;
      for (let sent = 0; sent < 200; ) {
        const ms = budget.take(now);
        if (ms > 0) {
          expect(ms).toBeLessThanOrEqual(intervalMs + tooMuch);
          now += ms;
          waits += 1;
          continue;
        }
        const { isRefused, remaining, resetInMs } = take(now);
        expect(isRefused).toBe(false);
        now += tookMs;
        const reading = { limit: burst, remaining, resetInMs: resetInMs + tooMuch };
        budget.settle(now, reading, false);
        sent += 1;
      }
      expect(waits).toBeLessThanOrEqual(200);
    },
  );
  fc.assert(property);
});

test('a server that refuses without a word is asked less and less often', () => {
  const budget = createBudget();
  const pauses: number[] = [];
  let now = 0;
  for (let time = 0; time < 8; time++) {
    expect(budget.take(now)).toBe(0);
    budget.settle(now, undefined, true);
    pauses.push(budget.take(now));
    now += pauses.at(-1) ?? 0;
  }
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
});

test('a server that says that it can be asked at once is not asked in a circle', () => {
  const budget = createBudget();
  budget.take(0);
  budget.settle(0, { limit: 1, remaining: 0, resetInMs: 0 }, true);
  expect(budget.take(0)).toBeGreaterThanOrEqual(50);
});

test('requests on the way are counted before their answers tell', () => {
  const budget = createBudget();
  budget.take(0);
  budget.settle(0, { limit: 20, remaining: 3, resetInMs: 1_000 }, false);
  expect([budget.take(0), budget.take(0), budget.take(0)]).toEqual([0, 0, 0]);
  expect(budget.take(0)).toBe(1_000);
  // An answer that left the server before the others arrived there.
  budget.settle(0, { limit: 20, remaining: 2, resetInMs: 1_000 }, false);
  expect(budget.take(0)).toBe(1_000);
  expect(budget.take(1_000)).toBe(0);
});
