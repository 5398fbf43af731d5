import { useSyncExternalStore } from 'react';

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const watchers = new Set<() => void>();

function tick(): void {
  now = Date.now();
  for (const told of watchers) told();
}

function watch(told: () => void): () => void {
  if (watchers.size === 0) {
    now = Date.now();
    timer = setInterval(tick, 60_000);
  }
  watchers.add(told);
  return () => {
    watchers.delete(told);
    if (watchers.size === 0) clearInterval(timer);
  };
}

/** The present time, anew each minute, for ages: one clock for everything on the page. Unix milliseconds. */
export const useNow = (): number => useSyncExternalStore(watch, () => now);
