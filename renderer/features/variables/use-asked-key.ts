import { useEffect } from 'react';
import { useSearchText } from '../../router/use-search-text.ts';

/** A key that the address asks for, as the palette has it do: told once, and then gone from the address. */
export function useAskedKey(onAsked: (key: string) => void): void {
  const [asked, setAsked] = useSearchText('key');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each key that is asked for
  useEffect(() => {
    if (asked === '') return;
    setAsked('');
    onAsked(asked);
  }, [asked]);
}
