import { setTimeout } from 'node:timers/promises';

/** What `work` gives, or undefined when it takes longer: then it goes on all the same. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  const limit = new AbortController();
  const late = setTimeout(ms, undefined, { signal: limit.signal }).catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    limit.abort();
  }
}
