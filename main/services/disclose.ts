import { Failure } from '../../core/errors.ts';
import type { ValueSource } from '../../core/ipc/contract.ts';
import { limits } from '../../core/limits.ts';
import { isRecent } from '../../core/recent.ts';
import type { Context } from './context.ts';
import { resolveValues } from './value-source.ts';

const minuteMs = 60_000;

/**
 * One value on the person's demand, counted and rate-limited.
 *
 * @returns the value and how many were disclosed since the app was started
 * Fails: `not-found`, `refused` (`hidden-value`), `rate-limited`.
 */
export async function disclose(
  context: Context,
  source: ValueSource,
  key: string,
): Promise<{ value: string; count: number }> {
  const found = (await resolveValues(context, source, [key])).get(key);
  if (found === undefined) throw new Failure({ code: 'not-found', what: 'variable', name: key });
  if (found.value === undefined) throw new Failure({ code: 'refused', reason: 'hidden-value', keys: [key] });
  return { value: found.value, count: count(context) };
}

function count(context: Context): number {
  const { disclosed: counter, now: clock } = context;
  const now = clock();
  counter.recent = counter.recent.filter((at) => isRecent(now, at, minuteMs));
  const oldest = counter.recent[0];
  if (oldest !== undefined && counter.recent.length >= limits.revealsPerMinute)
    throw new Failure({ code: 'rate-limited', retryAfterMs: oldest + minuteMs - now });
  counter.recent.push(now);
  counter.count += 1;
  return counter.count;
}
