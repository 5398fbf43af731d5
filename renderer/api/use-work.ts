import { useRef, useState } from 'react';
import type { AppError } from '../../core/errors.ts';
import { asAppError } from './bridge.ts';

export interface Work {
  /** Do it; undefined when it failed, and then `error` says why. A second call while one runs does nothing. */
  readonly run: <Done>(work: () => Promise<Done>) => Promise<Done | undefined>;
  readonly running: boolean;
  readonly error: AppError | undefined;
  readonly forget: () => void;
}

/** Something that the person sets going by pressing something: running, failed, or done. */
export function useWork(): Work {
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<AppError>();
  const busy = useRef(false);
  const run = async <Done>(work: () => Promise<Done>) => {
    if (busy.current) return undefined;
    busy.current = true;
    setRunning(true);
    setError(undefined);
    try {
      return await work();
    } catch (thrown) {
      setError(asAppError(thrown));
      return undefined;
    } finally {
      busy.current = false;
      setRunning(false);
    }
  };
  return { run, running, error, forget: () => setError(undefined) };
}
