import { useRef } from 'react';
import type { AppError } from '../../core/errors.ts';
import type { Call } from '../../core/ipc/calls.ts';
import type { Input, Output } from '../../core/ipc/contract.ts';
import { ask } from './bridge.ts';
import { useWork } from './use-work.ts';

export interface Asking<C extends Call> {
  /** Ask; undefined when it failed, and then `error` says why. A second call while one runs does nothing. */
  readonly go: (input: Input<C>) => Promise<Output<C> | undefined>;
  readonly running: boolean;
  readonly error: AppError | undefined;
  readonly forget: () => void;
}

/** A question that the person asks by pressing something: running, failed, or done. Keeps no answer. */
export function useAsk<C extends Call>(call: C): Asking<C> {
  const { run, ...work } = useWork();
  return { ...work, go: (input) => run(() => ask(call, input)) };
}

/** The same for what is set by ticks and choices: a second call waits for the one that runs, and none is lost. */
export function useAskInTurn<C extends Call>(call: C): Asking<C> {
  const asking = useAsk(call);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const go = (input: Input<C>) => {
    const mine = last.current.then(() => asking.go(input));
    last.current = mine;
    return mine;
  };
  return { ...asking, go };
}
