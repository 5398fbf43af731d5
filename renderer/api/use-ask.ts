import { useRef, useState } from 'react';
import type { AppError } from '../../core/errors.ts';
import type { Call } from '../../core/ipc/calls.ts';
import type { Input, Output } from '../../core/ipc/contract.ts';
import { asAppError, ask } from './bridge.ts';

export interface Asking<C extends Call> {
  /** Ask; undefined when it failed, and then `error` says why. A second call while one runs does nothing. */
  readonly go: (input: Input<C>) => Promise<Output<C> | undefined>;
  readonly running: boolean;
  readonly error: AppError | undefined;
  readonly forget: () => void;
}

/** A question that the person asks by pressing something: running, failed, or done. Keeps no answer. */
export function useAsk<C extends Call>(call: C): Asking<C> {
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<AppError>();
  const busy = useRef(false);
  const go = async (input: Input<C>) => {
    if (busy.current) return undefined;
    busy.current = true;
    setRunning(true);
    setError(undefined);
    try {
      return await ask(call, input);
    } catch (thrown) {
      setError(asAppError(thrown));
      return undefined;
    } finally {
      busy.current = false;
      setRunning(false);
    }
  };
  return { go, running, error, forget: () => setError(undefined) };
}
