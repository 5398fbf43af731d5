import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AppError } from '../../core/errors.ts';
import type { ValueSource } from '../../core/ipc/contract.ts';
import { limits } from '../../core/limits.ts';
import { appQueries } from '../api/app-queries.ts';
import { asAppError, ask } from '../api/bridge.ts';
import { errorText } from '../api/error-text.ts';
import { revealCounted } from '../api/invalidation.ts';
import { toast, toastHere } from '../state/toasts.ts';
import { sourceId } from './source-id.ts';

export interface Revealed {
  readonly key: string;
  /** By source: a review shows both sides of one key. */
  readonly values: ReadonlyMap<string, string>;
}

export interface Reveal {
  readonly shown: Revealed | undefined;
  /** The revealed value of a key from a source, while it is shown. */
  readonly textOf: (source: ValueSource, key: string) => string | undefined;
  /** Show one key from these sources, or hide it when just that is shown. */
  readonly toggle: (key: string, sources: readonly ValueSource[]) => void;
  readonly hide: () => void;
  /** Values revealed since the app was started; undefined before the first. */
  readonly count: number | undefined;
}

/** One key's value at a time, on demand. It goes when hidden, with the component, and by time. */
export function useReveal(): Reveal {
  const [shown, setShown] = useState<Revealed>();
  const revealed = useQuery(appQueries.state()).data?.revealed ?? 0;
  const count = revealed === 0 ? undefined : revealed;
  const turn = useRef(0);
  const hide = useCallback(() => {
    turn.current += 1;
    setShown(undefined);
  }, []);
  useEffect(() => hide, [hide]);
  useHideInTime(shown, hide);
  return useMemo(() => {
    const toggle = (key: string, sources: readonly ValueSource[]) => {
      if (shown?.key === key && sources.every((one) => shown.values.has(sourceId(one)))) return hide();
      hide();
      const mine = turn.current;
      revealAll(key, sources).then(
        (found) => {
          revealCounted(found.count);
          if (turn.current === mine) setShown({ key, values: found.values });
        },
        (thrown: unknown) => tellFailure(thrown),
      );
    };
    const textOf = (source: ValueSource, key: string) =>
      shown?.key === key ? shown.values.get(sourceId(source)) : undefined;
    return { shown, count, hide, toggle, textOf };
  }, [shown, count, hide]);
}

async function revealAll(key: string, sources: readonly ValueSource[]) {
  const values = new Map<string, string>();
  let count = 0;
  for (const source of sources) {
    const found = await ask('values.reveal', { source, key });
    values.set(sourceId(source), found.value);
    count = found.count;
  }
  return { values, count };
}

function useHideInTime(shown: Revealed | undefined, hide: () => void): void {
  useEffect(() => {
    if (shown === undefined) return;
    const end = setTimeout(hide, limits.revealMs);
    let away: ReturnType<typeof setTimeout> | undefined;
    const left = () => {
      away ??= setTimeout(hide, limits.revealAfterBlurMs);
    };
    const back = () => {
      clearTimeout(away);
      away = undefined;
    };
    if (!document.hasFocus()) left();
    window.addEventListener('blur', left);
    window.addEventListener('focus', back);
    return () => {
      clearTimeout(end);
      back();
      window.removeEventListener('blur', left);
      window.removeEventListener('focus', back);
    };
  }, [shown, hide]);
}

export function tellFailure(thrown: unknown): void {
  tellError(asAppError(thrown));
}

export function tellError(error: AppError): void {
  const { title, what, next } = errorText(error);
  const ofHere = error.code === 'refused' && error.reason === 'read-only-environment';
  (ofHere ? toastHere : toast)('bad', `${title}. ${what} ${next}`);
}
