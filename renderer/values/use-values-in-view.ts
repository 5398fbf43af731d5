import { useEffect, useRef, useState } from 'react';
import type { Output, ValueSource } from '../../core/ipc/contract.ts';
import { limits } from '../../core/limits.ts';
import { ask } from '../api/bridge.ts';
import { sourceId } from './source-id.ts';

export type InViewValue = Output<'values.inView'>['values'][number];
export type ValuesInView = ReadonlyMap<string, InViewValue>;

interface Held {
  readonly id: string;
  readonly values: ValuesInView;
}

const none: ValuesInView = new Map();

/**
 * The values of the rows in view, as far as main lets them be seen without being asked.
 *
 * They live in this component's state only: what leaves the view is forgotten, and a change of source or the
 * end of the component forgets all. A key that is not in the answer yet is absent from the map.
 *
 * @param keys   at most what fits a tall window; make the array anew only when it changes
 * @param stamp  changes when values may have changed, so that they are asked again
 */
export function useValuesInView(
  source: ValueSource,
  keys: readonly string[],
  stamp: unknown = 0,
): ValuesInView {
  const id = sourceId(source);
  const [held, setHeld] = useState<Held>({ id, values: none });
  const latest = useRef({ id, stamp, asked: new Set<string>(), wanted: new Set<string>() });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `id` stands for the source
  useEffect(() => {
    const now = latest.current;
    if (now.id !== id || now.stamp !== stamp)
      latest.current = { id, stamp, asked: new Set(), wanted: new Set(keys) };
    const mine = latest.current;
    mine.wanted = new Set(keys);
    for (const key of mine.asked) if (!mine.wanted.has(key)) mine.asked.delete(key);
    const frame = requestAnimationFrame(() => {
      const missing = keys.filter((key) => !mine.asked.has(key)).slice(0, limits.keysInView);
      if (missing.length === 0) return setHeld((before) => only(before, id, mine.wanted));
      for (const key of missing) mine.asked.add(key);
      ask('values.inView', { source, keys: missing }).then(
        ({ values }) => {
          if (latest.current === mine) setHeld((before) => merged(before, id, mine.wanted, values));
        },
        // The rows say by themselves that their values are not there; the list itself reports failures.
        () => undefined,
      );
    });
    return () => cancelAnimationFrame(frame);
  }, [id, keys, stamp]);
  return held.id === id ? held.values : none;
}

function only(before: Held, id: string, wanted: ReadonlySet<string>): Held {
  if (before.id !== id) return { id, values: none };
  if ([...before.values.keys()].every((key) => wanted.has(key))) return before;
  return { id, values: new Map([...before.values].filter(([key]) => wanted.has(key))) };
}

function merged(before: Held, id: string, wanted: ReadonlySet<string>, values: readonly InViewValue[]): Held {
  const next = new Map(only(before, id, wanted).values);
  for (const value of values) if (wanted.has(value.key)) next.set(value.key, value);
  return { id, values: next };
}
