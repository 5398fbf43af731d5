import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../core/errors.ts';
import type { LoginStarted } from '../../core/ipc/connection-calls.ts';
import { ask, listen } from '../api/bridge.ts';
import { useAsk } from '../api/use-ask.ts';

export interface Login {
  readonly start: () => Promise<void>;
  readonly starting: boolean;
  /** Waits for the person's yes in the browser. */
  readonly running: LoginStarted | undefined;
  readonly cancel: () => void;
  readonly error: AppError | undefined;
}

/** A login by way of the browser, from its start to its end. Leaving the dialog cancels it. */
export function useLogin(id: string, onDone: () => void): Login {
  const [running, setRunning] = useState<LoginStarted>();
  const [failed, setFailed] = useState<AppError>();
  const begin = useAsk('login.start');
  const loginId = useRef<string>(undefined);
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(
    () =>
      listen('login.changed', (told) => {
        if (told.loginId !== loginId.current || told.state === 'waiting') return;
        loginId.current = undefined;
        setRunning(undefined);
        if (told.state === 'done') done.current();
        else if (told.state !== 'cancelled') setFailed(told.error);
      }),
    [],
  );
  const cancel = () => {
    const ended = loginId.current;
    loginId.current = undefined;
    setRunning(undefined);
    if (ended !== undefined) ask('login.cancel', { loginId: ended }).catch(() => undefined); // it ends by itself
  };
  useEffect(
    () => () => {
      if (loginId.current !== undefined)
        ask('login.cancel', { loginId: loginId.current }).catch(() => undefined);
    },
    [],
  );
  return {
    start: async () => {
      setFailed(undefined);
      const started = await begin.go({ id });
      if (started === undefined) return;
      loginId.current = started.loginId;
      setRunning(started);
    },
    starting: begin.running,
    running,
    cancel,
    error: failed ?? begin.error,
  };
}
