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

/** Sends `count` requests one after another. Gives when the last left, by the server's clock, and how many were refused. */
function sendAll(
  count: number,
  [burst, refill, intervalMs]: readonly [number, number, number],
  {
    tookMs,
    behindMs,
    phaseMs,
    exactly,
  }: Record<'tookMs' | 'behindMs' | 'phaseMs', number> & { exactly: boolean },
) {
  const take = bucketOf(burst, refill, intervalMs);
  const budget = createBudget();
  let now = 0;
  let refused = 0;
  for (let sent = 0; sent < count; ) {
    const ms = budget.take(now - behindMs);
    now += ms;
    if (ms > 0) continue;
    const { isRefused, remaining, resetInMs } = take(now);
    if (isRefused) refused += 1;
    else sent += 1;
    const clock = phaseMs + now;
    const date = Math.floor(clock / 1_000) * 1_000;
    const server = { date, reset: clock + resetInMs };
    now += tookMs;
    const told = { limit: burst, remaining, resetInMs: server.reset - date };
    budget.settle(now - behindMs, exactly ? { ...told, server } : told, isRefused);
  }
  return { now, refused };
}

test('who knows the server’s clock by its answers is never refused, and late by no more than an answer’s doubt', () => {
  const bucket = fc.tuple(
    fc.integer({ min: 1, max: 100 }),
    fc.integer({ min: 1, max: 100 }),
    fc.integer({ min: 100, max: 10_000 }),
  );
  const clocks = fc.record({
    tookMs: fc.integer({ min: 1, max: 300 }),
    behindMs: fc.integer({ min: -5_000_000, max: 5_000_000 }),
    phaseMs: fc.integer({ min: 0, max: 999 }),
  });
  fc.assert(
    fc.property(bucket, clocks, (rule, times) => {
      const { now, refused } = sendAll(150, rule, { ...times, exactly: true });
      expect(refused).toBe(0);
      const [burst, refill, intervalMs] = rule;
      const each = Math.max(1, Math.min(refill, burst - Math.min(5, Math.floor(burst / 50))));
      const resets = Math.ceil(150 / each) + 1;
      // What one request waits for the next is no wait for the limit.
      expect(now).toBeLessThanOrEqual(
        resets * Math.max(intervalMs, 1_002 + 300) + 150 * times.tookMs + 1_002,
      );
    }),
  );
});

test('no second is lost at a reset that falls in the midst of one', () => {
  // Somewhere in the first burst the server's clock begins a second: from then on it is known.
  const phases = Array.from({ length: 13 }, (_, at) => 610 + 30 * at);
  const endOf = (exactly: boolean) => (phaseMs: number) =>
    sendAll(120, [40, 20, 1_000], { tookMs: 10, behindMs: 0, phaseMs, exactly }).now;
  const known = 4_000 + 20 * 10 + 20;
  expect(Math.max(...phases.map(endOf(true)))).toBeLessThanOrEqual(known);
  expect(Math.max(...phases.map(endOf(false)))).toBeGreaterThan(known);
});

test('a server whose reset is of another clock than its date is believed no longer once it refused', () => {
  const budget = createBudget();
  const reading = { limit: 2, remaining: 0, resetInMs: 900, server: { date: 5_000, reset: 5_900 } };
  budget.take(5_800);
  budget.settle(5_800, reading, false);
  expect(budget.take(5_800)).toBeLessThanOrEqual(905);
  budget.take(6_800);
  budget.settle(6_800, { ...reading, server: undefined, resetInMs: 400 }, true);
  expect(budget.take(6_800)).toBe(400);
  budget.take(7_200);
  budget.settle(7_250, { ...reading, server: { date: 7_000, reset: 7_900 } }, false);
  expect(budget.take(7_250)).toBe(900);
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

test('a server that says to come back in years is asked again after an hour', () => {
  const budget = createBudget();
  expect(budget.take(0)).toBe(0);
  budget.settle(0, { limit: undefined, remaining: undefined, resetInMs: 1e17 }, true);
  expect(budget.take(0)).toBe(3_600_000);
  expect(budget.take(3_600_000)).toBe(0);
});

test.each([
  ['a server that names a moment in a thousand years', 0, 3e13],
  ['a clock that was set back by a day', -86_400_000, 500],
])('%s is asked again within the hour', (_, movedMs, resetInMs) => {
  const budget = createBudget();
  const now = 1_700_000_000_000;
  expect(budget.take(now)).toBe(0);
  budget.settle(now, { limit: 10, remaining: 0, resetInMs }, false);
  expect(budget.take(now + movedMs)).toBeLessThanOrEqual(3_600_000);
});
