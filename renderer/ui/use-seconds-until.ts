import { useEffect, useState } from 'react';

const secondMs = 1_000;

/** Whole seconds until a time in Unix milliseconds; 0 where there is none, or it has passed. */
export function useSecondsUntil(until: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until === undefined) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), secondMs);
    return () => clearInterval(timer);
  }, [until]);
  return until === undefined ? 0 : Math.max(0, Math.ceil((until - now) / secondMs));
}
