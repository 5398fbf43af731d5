/** Runs a task on each item, at most so many at a time. Results in the items' order; the first failure ends it. */
export async function inParallel<T, R>(
  most: number,
  items: readonly T[],
  task: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const rest = [...items.entries()].values();
  let hasFailed = false;
  const work = async (): Promise<void> => {
    for (const [at, item] of rest) {
      if (hasFailed) return;
      results[at] = await task(item);
    }
  };
  const fail = (error: unknown): never => {
    hasFailed = true;
    throw error;
  };
  await Promise.all(Array.from({ length: most }, () => work().catch(fail)));
  return results;
}
