import { useEffect, useState } from 'react';
import type { EnvironmentRef } from '../../../core/environment.ts';
import { ask } from '../../api/bridge.ts';
import { useSearchText } from '../../router/use-search-text.ts';
import { tellFailure } from '../../values/use-reveal.ts';
import { asKind, asShow, type Filter, type Show } from './filters.ts';

const settlesMs = 300;
const searchAfterMs = 150;

/** Text after this is looked for in values, by main; it never reaches the address. */
export const inValues = '=';

export interface FilterState {
  readonly typed: string;
  readonly setTyped: (text: string) => void;
  readonly setShow: (show: Show) => void;
  readonly setKind: (kind: Filter['kind']) => void;
  readonly clear: () => void;
  readonly filter: Filter;
  /** Main has not answered yet. */
  readonly searching: boolean;
  /** How many values were left out of the search, because they are masked. */
  readonly notSearched: number;
}

/** What the grid shows: the field's text, a state and a kind. They outlive a switch of environment. */
export function useFilter(env: EnvironmentRef): FilterState {
  const [inAddress, setInAddress] = useSearchText('q');
  const [showText, setShowText] = useSearchText('show');
  const [kindText, setKindText] = useSearchText('kind');
  const [typed, setTyped] = useState(inAddress);
  const byValue = typed.startsWith(inValues);
  const forAddress = byValue ? '' : typed;
  useEffect(() => {
    if (forAddress === inAddress) return;
    const timer = setTimeout(() => setInAddress(forAddress), settlesMs);
    return () => clearTimeout(timer);
  });
  const found = useFound(env, byValue ? typed.slice(1) : '');
  const show = asShow(showText);
  const kind = asKind(kindText);
  return {
    typed,
    setTyped,
    setShow: (next) => setShowText(next === 'all' ? '' : next),
    setKind: (next) => setKindText(next === 'all' ? '' : next),
    clear: () => {
      setTyped('');
      setInAddress('');
      setShowText('');
      setKindText('');
    },
    filter: { show, kind, text: byValue ? '' : typed, found: found?.keys },
    searching: byValue && typed.length > 1 && found === undefined,
    notSearched: found?.masked ?? 0,
  };
}

interface Found {
  readonly keys: ReadonlySet<string>;
  readonly masked: number;
}

/** Keys whose value holds the text. Main searches; the text is kept in this component alone. */
function useFound(env: EnvironmentRef, text: string): Found | undefined {
  const [found, setFound] = useState<Found>();
  const of = `${env.projectId}\n${env.slug}\n${text}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `of` stands for the environment and the text
  useEffect(() => {
    if (text === '') return setFound(undefined);
    let current = true;
    const timer = setTimeout(() => {
      ask('variables.search', { env, text }).then(({ keys, masked }) => {
        if (current) setFound({ keys: new Set(keys), masked });
      }, tellFailure);
    }, searchAfterMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [of]);
  return text === '' ? undefined : found;
}
