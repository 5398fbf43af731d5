import { useDeferredValue, useEffect, useState } from 'react';
import { useSearchText } from '../router/use-search-text.ts';

const settlesMs = 300;

/**
 * Text of a filter: what the field shows at once, what the list follows, and the address in the end.
 *
 * The address is written only when typing pauses: browsers slow down pages that change it at each key.
 */
export function useTypedText(name: string): {
  readonly typed: string;
  readonly followed: string;
  readonly setTyped: (text: string) => void;
} {
  const [inAddress, setInAddress] = useSearchText(name);
  const [typed, setTyped] = useState(inAddress);
  const followed = useDeferredValue(typed);
  useEffect(() => {
    if (typed === inAddress) return;
    const timer = setTimeout(() => setInAddress(typed), settlesMs);
    return () => clearTimeout(timer);
  });
  return { typed, followed, setTyped };
}
